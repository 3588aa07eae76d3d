package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import java.util.List;

/**
 * Weights of a unit whose norm is made 1 after each step, for any optimizer.
 *
 * <p>For a parameter {@code w}, where {@code optimizer} makes {@code o(w)} of it:
 *
 * <pre>
 * w' = o(w) / |o(w)|
 * </pre>
 *
 * <p>It comes after each step, as Keras's {@code UnitNorm}. What {@link RateMultiplier} freezes is
 * brought back all the same, unless this is within it; within {@link GradientAccumulation} it is
 * where parameters move. Workers of local SGD bring back their own parameters, and not the average
 * of them.
 *
 * <p>Keras takes {@code axis=0} by default, which is meant for {@code Dense}; here a kernel of
 * {@code Conv2D} has one norm for each filter. Weights that are all 0 stay so.
 *
 * <p>Example: {@code new UnitNorm(new Adam(), "kernel$")}.
 *
 * @param optimizer moves the parameters
 * @param paths regular expressions; parameters in whose paths, such as {@code dense/kernel}, one is
 *     found are brought back. One that is found nowhere is refused.
 * @param axes the axes of the parameter, as it is stored, over which a norm goes; by default those
 *     of the weights that lead to one unit: all of them for a vector, the first of a matrix {@code
 *     [features, units]}, all but the first of filters {@code [filters, channels, height, width]};
 *     those of a {@code DepthwiseConv2D} need {@code [2, 3]}, of a {@code Conv2DTranspose} {@code
 *     [0, 2, 3]}
 */
public record UnitNorm(Optimizer optimizer, List<String> paths, List<Integer> axes)
    implements Projection {
  /** Checks the settings, and keeps its own copies of the lists. */
  public UnitNorm {
    paths = Projection.checked(paths);
    axes = List.copyOf(axes);
  }

  /**
   * Makes the norms of units' weights 1.
   *
   * @param optimizer moves the parameters
   * @param paths regular expressions that are found in the parameters' paths
   */
  public UnitNorm(Optimizer optimizer, List<String> paths) {
    this(optimizer, paths, List.of());
  }

  /**
   * Makes the norms of units' weights 1.
   *
   * @param optimizer moves the parameters
   * @param paths regular expressions that are found in the parameters' paths
   */
  public UnitNorm(Optimizer optimizer, String... paths) {
    this(optimizer, List.of(paths));
  }

  @Override
  public Tensor projected(Tensor value) {
    return value.div(Projection.divisor(Projection.norms(value, axes)));
  }
}
