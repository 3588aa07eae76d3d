package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the features of each example the length 1.
 *
 * <p>{@code y = x / max(sqrt(sum(x^2)), 1e-12)}, with the sum over the axes named, for each
 * position along the others by itself; zeros stay zeros. Training and evaluation are the same.
 *
 * <p>Axes are counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, axis 1 is the height, 2 the width, 3 or -1 the channels. Those of
 * sequences, {@code (N, length, channels)}, are counted likewise. Axis 0, the batch, is a {@link
 * dev.tenon.graph.ShapeException}.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same. See Keras's {@code UnitNormalization}. Example:
 * {@code new UnitNormalization()}.
 *
 * @param axis the axes over which values are normalized together; -1, the last, by default
 */
public record UnitNormalization(List<Integer> axis) implements Layer {
  private static final double SHORTEST = 1e-12;

  /** Keeps its own copy of the axes. */
  public UnitNormalization {
    axis = Axes.some(axis);
  }

  /** Normalizes along the last axis. */
  public UnitNormalization() {
    this(List.of(-1));
  }

  /**
   * Returns this layer over other axes.
   *
   * @param axis the axes over which values are normalized together, counted with channels last
   * @return the layer
   */
  public UnitNormalization withAxis(int... axis) {
    return new UnitNormalization(Arrays.stream(axis).boxed().toList());
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int[] own = Axes.ofFeatures("UnitNormalization", x, axis);
    // Bounded before the root, whose derivative at 0 is not finite.
    Tensor squares = x.square().reduceSum(true, own).max(Tensor.constant(SHORTEST * SHORTEST));
    return x.mul(squares.sqrt().reciprocal());
  }
}
