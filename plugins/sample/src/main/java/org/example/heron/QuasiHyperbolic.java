package org.example.heron;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Gradient descent whose step is a mixture of the gradient and of its moving average.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * a' = momentum a + (1 - momentum) g        (a is 0 at first)
 * w' = w - r ((1 - mixture) g + mixture a')
 * </pre>
 *
 * <p>A mixture of 0 is plain gradient descent, one of 1 is momentum. See Ma and Yarats,
 * <i>Quasi-hyperbolic momentum and Adam for deep learning</i>, 2019. Example: {@code new
 * QuasiHyperbolic(0.1)}.
 *
 * @param learningRate the first rate, positive; 0.1 by default
 * @param momentum what is kept of the average in each step, from 0 up to but not 1; 0.999 by
 *     default
 * @param mixture how much of the step is the average, 0 to 1; 0.7 by default
 */
public record QuasiHyperbolic(double learningRate, double momentum, double mixture)
    implements Optimizer {
  /** Checks the numbers. */
  public QuasiHyperbolic {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learningRate must be positive, got " + learningRate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum must be at least 0 and below 1, got " + momentum);
    }
    if (!(mixture >= 0 && mixture <= 1)) {
      throw new IllegalArgumentException("mixture must be from 0 to 1, got " + mixture);
    }
  }

  /** Descends at the rate 0.1. */
  public QuasiHyperbolic() {
    this(0.1);
  }

  /**
   * Descends with the momentum and mixture that the paper recommends.
   *
   * @param learningRate the first rate
   */
  public QuasiHyperbolic(double learningRate) {
    this(learningRate, 0.999, 0.7);
  }

  @Override
  public Tensor update(Update update) {
    Tensor gradient = update.gradient();
    Tensor before =
        update
            .scope()
            .state(
                "average",
                update.parameter().shape(),
                (shape, random) -> new float[Math.toIntExact(shape.size())]);
    Tensor average = before.mul(momentum).add(gradient.mul(1 - momentum));
    update.scope().update("average", average);
    Tensor direction = gradient.mul(1 - mixture).add(average.mul(mixture));
    return update.parameter().sub(direction.mul(update.rate()));
  }
}
