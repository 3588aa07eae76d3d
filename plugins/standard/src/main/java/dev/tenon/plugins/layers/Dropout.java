package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Sets a random share of the values to 0 while training, and enlarges the others.
 *
 * <p>In training {@code y = x * mask}, where each element of the mask is 0 with probability {@code
 * rate}, else {@code 1 / (1 - rate)}, which keeps the mean; in evaluation {@code y = x}. The mask
 * is a function of the seed, the step and the element's position alone, so a run can be repeated
 * exactly.
 *
 * <p>Shapes: any to the same. See Srivastava et al., <i>Dropout: A Simple Way to Prevent Neural
 * Networks from Overfitting</i>, 2014. Example: {@code new Dropout(0.3)}.
 *
 * @param rate the share to drop, from 0 to below 1
 * @param seed what the masks depend on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record Dropout(double rate, OptionalLong seed) implements Layer {
  /** Checks the rate. */
  public Dropout {
    Objects.requireNonNull(seed, "seed");
    Bounds.requireRate("rate", rate);
  }

  /**
   * Drops values as the experiment's seed tells.
   *
   * @param rate the share to drop
   */
  public Dropout(double rate) {
    this(rate, OptionalLong.empty());
  }

  /**
   * Drops values as a seed of its own tells.
   *
   * @param rate the share to drop
   * @param seed what the masks depend on
   */
  public Dropout(double rate, long seed) {
    this(rate, OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    return scope.isTraining() && rate > 0 ? x.mul(mask(scope, x, rate, seed)) : x;
  }

  /** Draws a mask of a tensor's shape, which keeps the mean. */
  static Tensor mask(Scope scope, Tensor like, double rate, OptionalLong seed) {
    Tensor dropped = scope.randomUniform(like, seed).less(Tensor.constant(rate));
    return dropped.where(Tensor.constant(0), Tensor.constant(1 / (1 - rate)));
  }
}
