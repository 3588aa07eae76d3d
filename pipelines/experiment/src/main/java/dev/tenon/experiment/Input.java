package dev.tenon.experiment;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;

/**
 * The images that a model takes: 8-bit samples, {@code [N, height, width, channels]}, of which it
 * makes floats {@code sample * scale + offset} in {@code [N, channels, height, width]}. This is
 * part of the graph, so an exported model takes images as they are.
 *
 * @param height rows
 * @param width pixels in a row
 * @param channels samples in a pixel
 * @param scale the factor; 1/255 by default, so that samples become 0 to 1
 * @param offset the term added; 0 by default
 */
public record Input(int height, int width, int channels, double scale, double offset) {
  /** Checks the size and the numbers. */
  public Input {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an input needs positive height, width and channels, got "
              + height
              + "x"
              + width
              + "x"
              + channels);
    }
    if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "scale must be finite and not zero, offset finite; got " + scale + " and " + offset);
    }
  }

  /**
   * Takes images whose samples become 0 to 1.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   */
  public Input(int height, int width, int channels) {
    this(height, width, channels, 1 / 255.0, 0);
  }

  /**
   * Returns an input that makes other floats of samples.
   *
   * @param scale the factor
   * @param offset the term added
   * @return the input
   */
  public Input withScaling(double scale, double offset) {
    return new Input(height, width, channels, scale, offset);
  }

  /** Returns the shape of a batch of images, {@code [N, height, width, channels]}. */
  public Shape shape() {
    return Shape.of(Shape.BATCH, height, width, channels);
  }

  /**
   * Emits the conversion from samples to what the first layer takes. The channels move first, while
   * a sample is still a byte.
   *
   * @param image UINT8 of {@link #shape()}
   * @return FLOAT {@code [N, channels, height, width]}
   */
  public Tensor convert(Tensor image) {
    Tensor scaled = image.transpose(0, 3, 1, 2).cast(DataType.FLOAT).mul(scale);
    return offset == 0 ? scaled : scaled.add(offset);
  }
}
