package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import java.util.List;

/**
 * Weights that are kept from being negative after each step, for any optimizer.
 *
 * <p>For a parameter {@code w}, where {@code optimizer} makes {@code o(w)} of it:
 *
 * <pre>
 * w' = max(o(w), 0)
 * </pre>
 *
 * <p>It comes after each step, as Keras's {@code NonNeg}. What {@link RateMultiplier} freezes is
 * brought back all the same, unless this is within it; within {@link GradientAccumulation} it is
 * where parameters move. Workers of local SGD bring back their own parameters, and not the average
 * of them.
 *
 * <p>Example: {@code new NonNeg(new Adam(), "dense/kernel")}.
 *
 * @param optimizer moves the parameters
 * @param paths regular expressions; parameters in whose paths, such as {@code dense/kernel}, one is
 *     found are brought back. One that is found nowhere is refused.
 */
public record NonNeg(Optimizer optimizer, List<String> paths) implements Projection {
  /** Checks the settings, and keeps its own copies of the lists. */
  public NonNeg {
    paths = Projection.checked(paths);
  }

  /**
   * Makes negative weights 0.
   *
   * @param optimizer moves the parameters
   * @param paths regular expressions that are found in the parameters' paths
   */
  public NonNeg(Optimizer optimizer, String... paths) {
    this(optimizer, List.of(paths));
  }

  @Override
  public Tensor projected(Tensor value) {
    return value.relu();
  }
}
