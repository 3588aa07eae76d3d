package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import java.util.List;

/**
 * Weights of a unit whose norm is limited after each step, for any optimizer.
 *
 * <p>For a parameter {@code w}, where {@code optimizer} makes {@code o(w)} of it:
 *
 * <pre>
 * w' = o(w) maxValue / max(maxValue, |o(w)|)
 * </pre>
 *
 * <p>It comes after each step, as Keras's {@code MaxNorm}. What {@link RateMultiplier} freezes is
 * brought back all the same, unless this is within it; within {@link GradientAccumulation} it is
 * where parameters move. Workers of local SGD bring back their own parameters, and not the average
 * of them.
 *
 * <p>Keras takes {@code axis=0} by default, which is meant for {@code Dense}; here a kernel of
 * {@code Conv2D} has one norm for each filter. What is within the limits changes no bit; Keras adds
 * 1e-7 to the divisor, which shrinks weights a little in every step.
 *
 * <p>See Srivastava et al., <i>Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting</i>, 2014.
 *
 * <p>Example: {@code new MaxNorm(new Sgd(0.1, 0.9), 3, "kernel$")}.
 *
 * @param optimizer moves the parameters
 * @param paths regular expressions; parameters in whose paths, such as {@code dense/kernel}, one is
 *     found are brought back. One that is found nowhere is refused.
 * @param maxValue what each norm may be at most, positive; 2 by default
 * @param axes the axes of the parameter, as it is stored, over which a norm goes; by default those
 *     of the weights that lead to one unit: all of them for a vector, the first of a matrix {@code
 *     [features, units]}, all but the first of filters {@code [filters, channels, height, width]};
 *     those of a {@code DepthwiseConv2D} need {@code [2, 3]}, of a {@code Conv2DTranspose} {@code
 *     [0, 2, 3]}
 */
public record MaxNorm(Optimizer optimizer, List<String> paths, double maxValue, List<Integer> axes)
    implements Projection {
  /** Checks the settings, and keeps its own copies of the lists. */
  public MaxNorm {
    Bounds.requirePositive("maxValue", maxValue);
    paths = Projection.checked(paths);
    axes = List.copyOf(axes);
  }

  /**
   * Limits the norms of units' weights to 2.
   *
   * @param optimizer moves the parameters
   * @param paths regular expressions that are found in the parameters' paths
   */
  public MaxNorm(Optimizer optimizer, List<String> paths) {
    this(optimizer, paths, 2, List.of());
  }

  /**
   * Limits the norms of units' weights.
   *
   * @param optimizer moves the parameters
   * @param maxValue what each norm may be at most
   * @param paths regular expressions that are found in the parameters' paths
   */
  public MaxNorm(Optimizer optimizer, double maxValue, String... paths) {
    this(optimizer, List.of(paths), maxValue, List.of());
  }

  @Override
  public Tensor projected(Tensor value) {
    Tensor most = Tensor.constant(maxValue);
    return value.mul(most.div(Projection.norms(value, axes).max(most)));
  }
}
