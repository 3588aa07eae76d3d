package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * LAMB: {@link Adam} for large batches, whose steps are as long as the parameter itself times the
 * rate.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r};
 * norms are of all its elements:
 *
 * <pre>
 * m' = beta1 m + (1 - beta1) g            (m and v are 0 at first)
 * v' = beta2 v + (1 - beta2) g^2
 * u  = m' / (1 - beta1^t) / (sqrt(v' / (1 - beta2^t)) + epsilon) + weightDecay w
 * q  = |w| / |u|, or 1 where either is 0
 * w' = w - r q u
 * </pre>
 *
 * <p>See You et al., <i>Large Batch Optimization for Deep Learning: Training BERT in 76
 * Minutes</i>, 2020. The formulas are Keras's, but for the decay, which Keras takes from {@code w}
 * beforehand; the paper has it within {@code u}, where it changes the ratio. Example: {@code new
 * Lamb(0.01)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average square, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 * @param weightDecay how much parameters decay, 0 or more; 0 by default
 */
public record Lamb(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  /** Checks the numbers. */
  public Lamb {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
    Bounds.requireNotNegative("weightDecay", weightDecay);
  }

  /** Steps at the rate 0.001. */
  public Lamb() {
    this(0.001);
  }

  /**
   * Steps with the usual averages and without decay.
   *
   * @param learningRate the first rate
   */
  public Lamb(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7, 0);
  }

  /**
   * Returns this optimizer with weight decay.
   *
   * @param weightDecay how much parameters decay
   * @return the optimizer
   */
  public Lamb withWeightDecay(double weightDecay) {
    return new Lamb(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Tensor update(Update update) {
    Tensor w = update.parameter();
    Tensor direction = direction(update);
    Tensor length = norm(w);
    Tensor wanted = norm(direction);
    Tensor zero = Tensor.constant(0);
    Tensor one = Tensor.constant(1);
    Tensor ratio =
        length.greater(zero).where(wanted.greater(zero).where(length.div(wanted), one), one);
    return w.sub(direction.mul(ratio.mul(update.rate())));
  }

  private Tensor direction(Update update) {
    Tensor gradient = update.gradient();
    Tensor m = Moments.average(update, "m", gradient, beta1);
    Tensor v = Moments.average(update, "v", gradient.square(), beta2);
    Tensor divisor = v.div(Moments.weight(beta2, update.step())).sqrt().add(epsilon);
    Tensor adapted = m.div(Moments.weight(beta1, update.step())).div(divisor);
    return weightDecay == 0 ? adapted : adapted.add(update.parameter().mul(weightDecay));
  }

  private static Tensor norm(Tensor values) {
    return values.square().reduceSum(false).sqrt();
  }
}
