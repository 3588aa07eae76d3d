package dev.tenon.plugins.layers;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Drops a residual branch for a random share of the examples while training.
 *
 * <p>In training {@code y[n] = x[n] * keep[n]}, where {@code keep} of an example is 0 with
 * probability {@code rate}, else {@code 1 / (1 - rate)}, which keeps the mean; in evaluation {@code
 * y = x}. Which are dropped is a function of the seed, the step and the example's place in the
 * batch alone, so a run can be repeated exactly.
 *
 * <p>It takes the branch alone, as the end of it; {@link Add} joins it with the shortcut, of which
 * nothing is dropped. The deeper a block lies the larger its rate should be, from near 0 to some
 * 0.2 or 0.5 in equal steps.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same; anything else is a {@link ShapeException}. See
 * Huang et al., <i>Deep Networks with Stochastic Depth</i>, 2016, which instead makes a branch
 * smaller in evaluation, and decides for a whole batch; for each example, as here, it is known as
 * drop path. Example: {@code Node.of(new Add(), shortcut, branch.then(new StochasticDepth(0.1)))}.
 *
 * @param rate the share to drop, from 0 to below 1
 * @param seed what is drawn depends on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record StochasticDepth(double rate, OptionalLong seed) implements Layer {
  /** Checks the rate. */
  public StochasticDepth {
    Objects.requireNonNull(seed, "seed");
    Bounds.requireRate("rate", rate);
  }

  /**
   * Drops branches as the experiment's seed tells.
   *
   * @param rate the share to drop
   */
  public StochasticDepth(double rate) {
    this(rate, OptionalLong.empty());
  }

  /**
   * Drops branches as a seed of its own tells.
   *
   * @param rate the share to drop
   * @param seed what is drawn depends on
   */
  public StochasticDepth(double rate, long seed) {
    this(rate, OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.features("StochasticDepth", x);
    if (!scope.isTraining() || rate == 0) {
      return x;
    }
    return x.mul(Dropout.mask(scope, oneOfEach(x), rate, seed));
  }

  /** Returns an element of each example, to have one random number for it. */
  private static Tensor oneOfEach(Tensor x) {
    Tensor first = x;
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      first = first.slice(axis, 0, 1);
    }
    return first;
  }
}
