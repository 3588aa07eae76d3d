package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Adagrad: steps divided by the root of the sum of all squares so far, by the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * n' = n + g^2                            (n is initialAccumulatorValue at first)
 * w' = w - r g / sqrt(n' + epsilon)
 * </pre>
 *
 * <p>See Duchi, Hazan and Singer, <i>Adaptive Subgradient Methods for Online Learning and
 * Stochastic Optimization</i>, 2011. Example: {@code new Adagrad(0.05)}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param initialAccumulatorValue the first sum, 0 or more; 0.1 by default
 * @param epsilon keeps the divisor from 0, positive; 1e-7 by default
 */
public record Adagrad(double learningRate, double initialAccumulatorValue, double epsilon)
    implements Optimizer {
  /** Checks the numbers. */
  public Adagrad {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireNotNegative("initialAccumulatorValue", initialAccumulatorValue);
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Steps at the rate 0.001. */
  public Adagrad() {
    this(0.001);
  }

  /**
   * Steps with the usual first sum.
   *
   * @param learningRate the first rate
   */
  public Adagrad(double learningRate) {
    this(learningRate, 0.1, 1e-7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor sum = Moments.total(update, "accumulator", gradient.square(), initialAccumulatorValue);
    return update.parameter().sub(gradient.mul(update.rate()).div(sum.add(epsilon).sqrt()));
  }
}
