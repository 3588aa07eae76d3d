package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * AMSGrad: {@link Adam} whose divisor never shrinks, as Keras's {@code Adam(amsgrad=True)}.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r}:
 *
 * <pre>
 * m' = beta1 m + (1 - beta1) g            (m, v and s are 0 at first)
 * v' = beta2 v + (1 - beta2) g^2
 * s' = max(s, v')
 * w' = w - r sqrt(1 - beta2^t) / (1 - beta1^t) * m' / (sqrt(s') + epsilon)
 * </pre>
 *
 * <p>See Reddi, Kale and Kumar, <i>On the Convergence of Adam and Beyond</i>, 2018. Example: {@code
 * new AmsGrad(3e-4)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average square, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record AmsGrad(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the numbers. */
  public AmsGrad {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public AmsGrad() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public AmsGrad(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor m = Moments.average(update, "m", gradient, beta1);
    Tensor v = Moments.average(update, "v", gradient.square(), beta2);
    Tensor largest = Moments.largest(update, "largest", v, 1);
    Tensor alpha = update.rate().mul(Moments.bias(beta1, beta2, update.step()));
    return update.parameter().sub(m.mul(alpha).div(largest.sqrt().add(epsilon)));
  }
}
