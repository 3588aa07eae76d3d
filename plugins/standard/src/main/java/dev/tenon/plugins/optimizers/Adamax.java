package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Adamax: {@link Adam} that divides by the largest gradient of late, by the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r}:
 *
 * <pre>
 * m' = beta1 m + (1 - beta1) g            (m and u are 0 at first)
 * u' = max(beta2 u, |g|)
 * w' = w - r / (1 - beta1^t) * m' / (u' + epsilon)
 * </pre>
 *
 * <p>See Kingma and Ba, <i>Adam: A Method for Stochastic Optimization</i>, 2015, section 7.1.
 * Example: {@code new Adamax(2e-3)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the largest gradient, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record Adamax(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the numbers. */
  public Adamax {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public Adamax() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Adamax(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor m = Moments.average(update, "m", gradient, beta1);
    Tensor largest = Moments.largest(update, "u", gradient.abs(), beta2);
    Tensor alpha = update.rate().div(Moments.weight(beta1, update.step()));
    return update.parameter().sub(m.mul(alpha).div(largest.add(epsilon)));
  }
}
