package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * Multiplies by a number and adds another: {@code y = x * scale + offset}.
 *
 * <p>In training as in evaluation. A model's {@code Input} does the same to an image's samples,
 * first of all, and by default makes them 0 to 1; a scale of 2 and an offset of -1 then make that
 * -1 to 1. For numbers of each channel there is {@link Normalization}.
 *
 * <p>Shapes: any of FLOAT to the same; another type is a {@link dev.tenon.graph.ShapeException}.
 * See Keras's {@code Rescaling}. Example: {@code new Rescaling(2, -1)}.
 *
 * @param scale the factor, finite and not 0
 * @param offset the term added, finite; 0 by default
 */
public record Rescaling(double scale, double offset) implements Layer {
  /** Checks the numbers. */
  public Rescaling {
    if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "scale must be finite and not zero, offset finite; got " + scale + " and " + offset);
    }
  }

  /**
   * Multiplies alone.
   *
   * @param scale the factor
   */
  public Rescaling(double scale) {
    this(scale, 0);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.floats("Rescaling", x);
    Tensor scaled = x.mul(scale);
    return offset == 0 ? scaled : scaled.add(offset);
  }
}
