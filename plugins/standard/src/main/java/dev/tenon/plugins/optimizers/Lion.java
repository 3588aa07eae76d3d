package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Lion: steps by the sign of an average gradient, with the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * w' = w - r sign(beta1 m + (1 - beta1) g)
 * m' = beta2 m + (1 - beta2) g            (m is 0 at first)
 * </pre>
 *
 * <p>All elements move equally far; so it wants a rate three to ten times smaller than {@link
 * Adam}'s. Its paper adds weight decay: {@code new WeightDecay(new Lion(1e-4), 0.1)}.
 *
 * <p>See Chen et al., <i>Symbolic Discovery of Optimization Algorithms</i>, 2023. Example: {@code
 * new Lion(1e-4)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 how much the average counts in a step, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average, from 0 to below 1; 0.99 by default
 */
public record Lion(double learningRate, double beta1, double beta2) implements Optimizer {
  /** Checks the numbers. */
  public Lion {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
  }

  /** Steps at the rate 0.001. */
  public Lion() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Lion(double learningRate) {
    this(learningRate, 0.9, 0.99);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor m = Moments.before(update, "m");
    Moments.average(update, "m", gradient, beta2);
    Tensor direction = m.mul(beta1).add(gradient.mul(1 - beta1)).sign();
    return update.parameter().sub(direction.mul(update.rate()));
  }
}
