package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Adadelta: steps as long as those before, by the ratio of two averages.
 *
 * <p>The formulas are those of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * v' = rho v + (1 - rho) g^2              (v and u are 0 at first)
 * d  = g sqrt(u + epsilon) / sqrt(v' + epsilon)
 * u' = rho u + (1 - rho) d^2
 * w' = w - r d
 * </pre>
 *
 * <p>See Zeiler, <i>ADADELTA: An Adaptive Learning Rate Method</i>, 2012, which knows no learning
 * rate: {@code new Adadelta(1)} is what it describes. Keras's default makes steps a thousand times
 * shorter.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param rho what is kept of the averages, from 0 to below 1; 0.95 by default
 * @param epsilon keeps divisor and first step from 0, positive; 1e-7 by default
 */
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
  /** Checks the numbers. */
  public Adadelta {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("rho", rho);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public Adadelta() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Adadelta(double learningRate) {
    this(learningRate, 0.95, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor v = Moments.average(update, "v", gradient.square(), rho);
    Tensor steps = Moments.before(update, "u").add(epsilon).sqrt();
    Tensor delta = gradient.mul(steps).div(v.add(epsilon).sqrt());
    Moments.average(update, "u", delta.square(), rho);
    return update.parameter().sub(delta.mul(update.rate()));
  }
}
