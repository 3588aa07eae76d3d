package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Adam: steps scaled by running averages of the gradient and of its square, as in Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r}:
 *
 * <pre>
 * m' = beta1 m + g                        (m and v are 0 at first)
 * v' = beta2 v + g^2
 * a  = r sqrt(1 - beta2^t) / (1 - beta1^t) * (1 - beta1) / sqrt(1 - beta2)
 * w' = w - a m' / (sqrt(v') + epsilon / sqrt(1 - beta2))
 * </pre>
 *
 * <p>The slots {@code m} and {@code v} hold sums, which take fewer passes over memory than the
 * averages {@code (1 - beta1) m} and {@code (1 - beta2) v} of which the paper speaks. {@code 1 -
 * beta^t} is computed as {@code -2 tanh(h) / (1 - tanh(h))} with {@code h = t ln(beta) / 2}, which
 * in single precision does not lose the digits that the difference does.
 *
 * <p>See Kingma and Ba, <i>Adam: A Method for Stochastic Optimization</i>, 2015; {@code epsilon} is
 * the "epsilon hat" of its section 2. Example: {@code new Adam(3e-4)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average square, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the numbers. */
  public Adam {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public Adam() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor m = Moments.sum(update, "m", gradient, beta1);
    Tensor v = Moments.sum(update, "v", gradient.square(), beta2);
    double scale = Math.sqrt(1 - beta2);
    Tensor bias = Moments.bias(beta1, beta2, update.step());
    Tensor alpha = update.rate().mul(bias).mul((1 - beta1) / scale);
    return update.parameter().sub(m.mul(alpha).div(v.sqrt().add(epsilon / scale)));
  }
}
