package dev.tenon.plugins.layers;

import dev.tenon.graph.Constant;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Enlarges images by whole factors, by repeated or interpolated pixels.
 *
 * <p>With {@code nearest}, {@code y[n,c,i,j] = x[n, c, floor(i/height), floor(j/width)]}. With
 * {@code bilinear}, row i of the result lies at {@code s = (i + 0.5) / height - 0.5} of x and is
 * {@code (1 - t) * x[floor(s)] + t * x[floor(s) + 1]} with {@code t = s - floor(s)}, where rows
 * beyond an edge are the edge's; columns likewise.
 *
 * <p>Shapes: {@code [N, C, height, width]} to the same with larger heights and widths; anything but
 * images is a {@link dev.tenon.graph.ShapeException}. See Keras's {@code UpSampling2D}.
 *
 * <pre>{@code
 * new UpSampling2D()
 * new UpSampling2D(new Size(2, 4)).withInterpolation(Interpolation.BILINEAR)
 * }</pre>
 *
 * @param size by which factors height and width grow; 2 by default
 * @param interpolation what stands between pixels; nearest by default
 */
public record UpSampling2D(Size size, Interpolation interpolation) implements Layer {
  /** Requires both parts. */
  public UpSampling2D {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(interpolation, "interpolation");
  }

  /** Doubles height and width, and repeats pixels. */
  public UpSampling2D() {
    this(2);
  }

  /**
   * Enlarges height and width alike, and repeats pixels.
   *
   * @param size by which factor they grow
   */
  public UpSampling2D(int size) {
    this(new Size(size));
  }

  /**
   * Enlarges images, and repeats pixels.
   *
   * @param size by which factors height and width grow
   */
  public UpSampling2D(Size size) {
    this(size, Interpolation.NEAREST);
  }

  /**
   * Returns this layer with another interpolation.
   *
   * @param interpolation what stands between pixels
   * @return the layer
   */
  public UpSampling2D withInterpolation(Interpolation interpolation) {
    return new UpSampling2D(size, interpolation);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("UpSampling2D", x);
    if (interpolation == Interpolation.NEAREST) {
      return x.upsample(size.height(), size.width());
    }
    Tensor tall = weights(images.dim(2), size.height()).matMul(x);
    return tall.matMul(weights(images.dim(3), size.width()).transpose(1, 0));
  }

  /** How much of each place of x each place of the result has: {@code [in * factor, in]}. */
  private static Tensor weights(long in, int factor) {
    int size = Math.toIntExact(in);
    double[] weights = new double[size * factor * size];
    for (int i = 0; i < size * factor; i++) {
      double at = (i + 0.5) / factor - 0.5;
      int below = (int) Math.floor(at);
      double share = at - below;
      weights[i * size + Math.max(below, 0)] += 1 - share;
      weights[i * size + Math.min(below + 1, size - 1)] += share;
    }
    TensorType type = TensorType.floats(Shape.of(in * factor, in));
    return Tensor.of(new Constant(type, DoubleStream.of(weights).boxed().toList()));
  }
}
