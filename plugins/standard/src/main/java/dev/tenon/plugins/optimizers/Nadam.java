package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;

/**
 * Nadam: Adam that looks ahead, as Nesterov's momentum does.
 *
 * <p>It is {@link Adam}, a step ahead along its average, by the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r}:
 *
 * <pre>
 * b(t) = beta1 (1 - 0.96^t / 2)
 * p'   = p b(t)                           (p is 1, m and v are 0 at first)
 * m'   = beta1 m + (1 - beta1) g
 * v'   = beta2 v + (1 - beta2) g^2
 * a    = b(t + 1) m' / (1 - p' b(t + 1)) + (1 - b(t)) g / (1 - p')
 * w'   = w - r a / (sqrt(v' / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>See Dozat, <i>Incorporating Nesterov Momentum into Adam</i>, 2016. Example: {@code new
 * Nadam(3e-4)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average square, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  private static final double WARMING = 0.96;

  /** Checks the numbers. */
  public Nadam {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public Nadam() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Nadam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor one = Tensor.constant(1);
    Tensor now = momentum(update.step());
    Tensor next = momentum(update.step().add(1));
    Tensor product = product(update.scope(), now);
    Tensor m = Moments.average(update, "m", gradient, beta1);
    Tensor v = Moments.average(update, "v", gradient.square(), beta2);
    Tensor ahead =
        m.mul(next.div(one.sub(product.mul(next))))
            .add(gradient.mul(one.sub(now).div(one.sub(product))));
    Tensor divisor = v.div(Moments.weight(beta2, update.step())).sqrt().add(epsilon);
    return update.parameter().sub(ahead.mul(update.rate()).div(divisor));
  }

  private Tensor momentum(Tensor step) {
    return step.mul(Math.log(WARMING)).exp().mul(-0.5).add(1).mul(beta1);
  }

  private static Tensor product(Scope scope, Tensor momentum) {
    Tensor after = scope.state("product", Shape.SCALAR, new Ones()).mul(momentum);
    scope.update("product", after);
    return after;
  }
}
