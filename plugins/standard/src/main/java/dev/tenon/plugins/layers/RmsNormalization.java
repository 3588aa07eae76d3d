package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * Divides the features of each example by their root mean square, and rescales them.
 *
 * <p>{@code y = scale * x / sqrt(mean(x^2) + epsilon)}, with the mean over the axes named, for each
 * position along the others by itself. Unlike layer normalization it takes no mean off and adds no
 * centre. Training and evaluation are the same.
 *
 * <p>Axes are counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, axis 1 is the height, 2 the width, 3 or -1 the channels. Those of
 * sequences, {@code (N, length, channels)}, are counted likewise. Axis 0, the batch, is a {@link
 * dev.tenon.graph.ShapeException}.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same; the variable {@code scale} has the sizes of the
 * axes, in the tensor's own order. See Zhang and Sennrich, <i>Root Mean Square Layer
 * Normalization</i>, 2019; Keras's {@code RMSNormalization}. Example: {@code new
 * RmsNormalization()}.
 *
 * @param axis the axes over which values are normalized together; -1, the last, by default
 * @param epsilon keeps the divisor from 0, positive; 1e-6 by default
 */
public record RmsNormalization(List<Integer> axis, double epsilon) implements Layer {
  /** Checks epsilon, and keeps its own copy of the axes. */
  public RmsNormalization {
    axis = Axes.some(axis);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Normalizes with Keras's defaults. */
  public RmsNormalization() {
    this(List.of(-1), 1e-6);
  }

  /**
   * Returns this layer over other axes.
   *
   * @param axis the axes over which values are normalized together, counted with channels last
   * @return the layer
   */
  public RmsNormalization withAxis(int... axis) {
    return new RmsNormalization(Arrays.stream(axis).boxed().toList(), epsilon);
  }

  /**
   * Returns this layer with another epsilon.
   *
   * @param epsilon keeps the divisor from 0
   * @return the layer
   */
  public RmsNormalization withEpsilon(double epsilon) {
    return new RmsNormalization(axis, epsilon);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int[] own = Axes.ofFeatures("RmsNormalization", x, axis);
    Tensor scale = scope.parameter("scale", Axes.sizes(x.shape(), own), new Ones());
    Tensor factor = x.square().reduceMean(true, own).add(epsilon).sqrt().reciprocal();
    return x.mul(factor).mul(scale.reshape(Axes.along(x.shape(), own)));
  }
}
