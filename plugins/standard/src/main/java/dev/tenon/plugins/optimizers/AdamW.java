package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * {@link Adam} with weight decay that does not go through the averages, as in Keras.
 *
 * <p>For a parameter {@code w} at the rate {@code r}:
 *
 * <pre>
 * w' = w - r weightDecay w - (the step of Adam)
 * </pre>
 *
 * <p>All parameters decay, also biases; where some must not, {@link WeightDecay} around {@link
 * Adam} excludes them.
 *
 * <p>See Loshchilov and Hutter, <i>Decoupled Weight Decay Regularization</i>, 2019; the decay is
 * multiplied by the learning rate. Example: {@code new AdamW(3e-4, 0.05)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param weightDecay what is taken from parameters at the rate 1, 0 or more; 0.004 by default
 * @param beta1 what is kept of the average gradient, from 0 to below 1; 0.9 by default
 * @param beta2 what is kept of the average square, from 0 to below 1; 0.999 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record AdamW(
    double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the numbers. */
  public AdamW {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireNotNegative("weightDecay", weightDecay);
    Bounds.requireDecay("beta1", beta1);
    Bounds.requireDecay("beta2", beta2);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public AdamW() {
    this(0.001);
  }

  /**
   * Steps with the usual decay.
   *
   * @param learningRate the first rate
   */
  public AdamW(double learningRate) {
    this(learningRate, 0.004);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   * @param weightDecay what is taken from parameters at the rate 1
   */
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, weightDecay, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor decay = update.parameter().mul(update.rate().mul(weightDecay));
    return new Adam(learningRate, beta1, beta2, epsilon).update(update).sub(decay);
  }
}
