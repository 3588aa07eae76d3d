package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * RMSprop: steps divided by the root of the average square of gradients.
 *
 * <p>The formulas are those of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * v' = rho v + (1 - rho) g^2              (v, a and s are 0 at first)
 * d  = v'                                 or, centered:
 * a' = rho a + (1 - rho) g
 * d  = max(v' - a'^2, 0)
 * s' = momentum s + r g / sqrt(d + epsilon)
 * w' = w - s'
 * </pre>
 *
 * <p>Keras does not take the maximum; but what is a variance, and not negative, may become so in
 * single precision, and the root of that is no number.
 *
 * <p>See Tieleman and Hinton, <i>Lecture 6.5: RMSprop</i>, 2012; centered: Graves, <i>Generating
 * Sequences with Recurrent Neural Networks</i>, 2013. Example: {@code new RmsProp(3e-4)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param rho what is kept of the averages, from 0 to below 1; 0.9 by default
 * @param momentum what is kept of the step before, 0 to 1; 0 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 * @param centered whether gradients are divided by their deviation instead; false by default
 */
public record RmsProp(
    double learningRate, double rho, double momentum, double epsilon, boolean centered)
    implements Optimizer {
  /** Checks the numbers. */
  public RmsProp {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("rho", rho);
    Bounds.requireMomentum(momentum);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public RmsProp() {
    this(0.001);
  }

  /**
   * Steps with the usual average.
   *
   * @param learningRate the first rate
   */
  public RmsProp(double learningRate) {
    this(learningRate, 0.9);
  }

  /**
   * Steps without momentum.
   *
   * @param learningRate the first rate
   * @param rho what is kept of the average
   */
  public RmsProp(double learningRate, double rho) {
    this(learningRate, rho, 0);
  }

  /**
   * Steps with momentum.
   *
   * @param learningRate the first rate
   * @param rho what is kept of the average
   * @param momentum what is kept of the step before
   */
  public RmsProp(double learningRate, double rho, double momentum) {
    this(learningRate, rho, momentum, 1e-7, false);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor spread = Moments.average(update, "v", gradient.square(), rho);
    if (centered) {
      Tensor mean = Moments.average(update, "average", gradient, rho);
      spread = spread.sub(mean.square()).relu();
    }
    Tensor step = gradient.mul(update.rate()).div(spread.add(epsilon).sqrt());
    if (momentum > 0) {
      step = Moments.sum(update, "momentum", step, momentum);
    }
    return update.parameter().sub(step);
  }
}
