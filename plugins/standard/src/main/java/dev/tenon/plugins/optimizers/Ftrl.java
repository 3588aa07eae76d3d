package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * FTRL: follows the regularized leader, for linear models.
 *
 * <p>Weights that do not matter become exactly 0. The formulas are those of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}, with {@code p} for
 * {@code -learningRatePower}:
 *
 * <pre>
 * n' = n + g^2                            (n is initialAccumulatorValue, z is 0 at first)
 * z' = z + g + 2 l2Shrinkage w - (n'^p - n^p) / r * w
 * w' = (clip(z', -l1, l1) - z') / ((n'^p + beta) / r + 2 l2)
 * </pre>
 *
 * <p>A weight is the minimum of a sum that does not know where it began: with the first step, what
 * the initializer gave is all but forgotten, and becomes 0 where there is no gradient. So it is for
 * linear models; networks of several layers do not train from weights that are all alike.
 *
 * <p>See McMahan et al., <i>Ad Click Prediction: a View from the Trenches</i>, 2013. Example:
 * {@code new Ftrl(0.05)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default; a schedule must not make it 0
 * @param learningRatePower how the rate falls with the sum of squares, 0 or less; -0.5 by default
 * @param initialAccumulatorValue the first sum of squares, positive; 0.1 by default
 * @param l1 the weight of absolute values in the loss, 0 or more; 0 by default
 * @param l2 the weight of squares in the loss, 0 or more; 0 by default
 * @param l2Shrinkage the same, for the gradient alone, 0 or more; 0 by default
 * @param beta the paper's beta, which makes first steps shorter, 0 or more; 0 by default
 */
public record Ftrl(
    double learningRate,
    double learningRatePower,
    double initialAccumulatorValue,
    double l1,
    double l2,
    double l2Shrinkage,
    double beta)
    implements Optimizer {
  /** Checks the numbers. */
  public Ftrl {
    Bounds.requirePositive("learningRate", learningRate);
    if (!(learningRatePower <= 0 && learningRatePower > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learningRatePower must be 0 or less, and finite, got " + learningRatePower);
    }
    Bounds.requirePositive("initialAccumulatorValue", initialAccumulatorValue);
    Bounds.requireNotNegative("l1", l1);
    Bounds.requireNotNegative("l2", l2);
    Bounds.requireNotNegative("l2Shrinkage", l2Shrinkage);
    Bounds.requireNotNegative("beta", beta);
  }

  /** Steps at the rate 0.001. */
  public Ftrl() {
    this(0.001);
  }

  /**
   * Steps without regularization.
   *
   * @param learningRate the first rate
   */
  public Ftrl(double learningRate) {
    this(learningRate, -0.5, 0.1, 0, 0, 0, 0);
  }

  /**
   * Returns this optimizer with regularization.
   *
   * @param l1 the weight of absolute values in the loss
   * @param l2 the weight of squares in the loss
   * @return the optimizer
   */
  public Ftrl withRegularization(double l1, double l2) {
    return new Ftrl(
        learningRate, learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage, beta);
  }

  @Override
  public Tensor update(Update update) {
    Tensor square = update.gradient().square();
    Tensor sum = Moments.total(update, "accumulator", square, initialAccumulatorValue);
    Tensor root = power(sum);
    Tensor before = power(Moments.before(update, "accumulator", initialAccumulatorValue));
    Tensor pull = root.sub(before).div(update.rate()).mul(update.parameter());
    Tensor linear = Moments.sum(update, "linear", gradient(update).sub(pull), 1);
    Tensor clipped = linear.min(Tensor.constant(l1)).max(Tensor.constant(-l1));
    Tensor quadratic = root.add(beta).div(update.rate()).add(2 * l2);
    return clipped.sub(linear).div(quadratic);
  }

  private Tensor power(Tensor sum) {
    return learningRatePower == -0.5 ? sum.sqrt() : sum.pow(Tensor.constant(-learningRatePower));
  }

  private Tensor gradient(Update update) {
    return l2Shrinkage == 0
        ? update.gradient()
        : update.gradient().add(update.parameter().mul(2 * l2Shrinkage));
  }
}
