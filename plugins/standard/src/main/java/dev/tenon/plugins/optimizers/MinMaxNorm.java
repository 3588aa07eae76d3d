package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import java.util.List;

/**
 * Weights of a unit whose norm is kept in a range after each step, for any optimizer.
 *
 * <p>For a parameter {@code w}, where {@code optimizer} makes {@code o(w)} of it:
 *
 * <pre>
 * n  = |o(w)|
 * w' = o(w) (1 + rate (min(max(n, minValue), maxValue) / n - 1))
 * </pre>
 *
 * <p>It comes after each step, as Keras's {@code MinMaxNorm}. What {@link RateMultiplier} freezes
 * is brought back all the same, unless this is within it; within {@link GradientAccumulation} it is
 * where parameters move. Workers of local SGD bring back their own parameters, and not the average
 * of them.
 *
 * <p>Keras takes {@code axis=0} by default, which is meant for {@code Dense}; here a kernel of
 * {@code Conv2D} has one norm for each filter. Weights that are all 0 stay so. What is within the
 * limits changes no bit; Keras adds 1e-7 to the divisor, which shrinks weights a little in every
 * step.
 *
 * <p>Example: {@code new MinMaxNorm(new Adam(), 0.5, 2, "kernel$")}.
 *
 * @param optimizer moves the parameters
 * @param paths regular expressions; parameters in whose paths, such as {@code dense/kernel}, one is
 *     found are brought back. One that is found nowhere is refused.
 * @param minValue what each norm must be at least, 0 or more; 0 by default
 * @param maxValue what each norm may be at most, not below the least; 1 by default
 * @param rate how far norms are brought back in each step, above 0, at most 1, which is all the
 *     way; 1 by default
 * @param axes the axes of the parameter, as it is stored, over which a norm goes; by default those
 *     of the weights that lead to one unit: all of them for a vector, the first of a matrix {@code
 *     [features, units]}, all but the first of filters {@code [filters, channels, height, width]};
 *     those of a {@code DepthwiseConv2D} need {@code [2, 3]}, of a {@code Conv2DTranspose} {@code
 *     [0, 2, 3]}
 */
public record MinMaxNorm(
    Optimizer optimizer,
    List<String> paths,
    double minValue,
    double maxValue,
    double rate,
    List<Integer> axes)
    implements Projection {
  /** Checks the settings, and keeps its own copies of the lists. */
  public MinMaxNorm {
    Bounds.requireNotNegative("minValue", minValue);
    Bounds.requirePositive("maxValue", maxValue);
    if (minValue > maxValue) {
      throw new IllegalArgumentException(
          "minValue must not be above maxValue, got " + minValue + " and " + maxValue);
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be above 0 and at most 1, got " + rate);
    }
    paths = Projection.checked(paths);
    axes = List.copyOf(axes);
  }

  /**
   * Brings the norms of units' weights to 1 at most.
   *
   * @param optimizer moves the parameters
   * @param paths regular expressions that are found in the parameters' paths
   */
  public MinMaxNorm(Optimizer optimizer, List<String> paths) {
    this(optimizer, paths, 0, 1, 1, List.of());
  }

  /**
   * Brings the norms of units' weights back all the way.
   *
   * @param optimizer moves the parameters
   * @param minValue what each norm must be at least
   * @param maxValue what each norm may be at most
   * @param paths regular expressions that are found in the parameters' paths
   */
  public MinMaxNorm(Optimizer optimizer, double minValue, double maxValue, String... paths) {
    this(optimizer, List.of(paths), minValue, maxValue, 1, List.of());
  }

  @Override
  public Tensor projected(Tensor value) {
    Tensor norms = Projection.divisor(Projection.norms(value, axes));
    Tensor wanted = norms.max(Tensor.constant(minValue)).min(Tensor.constant(maxValue));
    return value.mul(wanted.div(norms).sub(1).mul(rate).add(1));
  }
}
