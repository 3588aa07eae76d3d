package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Stochastic gradient descent, with momentum if wanted, by the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} at the rate {@code r}:
 *
 * <pre>
 * without momentum:  w' = w - r g
 * with momentum m:   v' = m v - r g       (v is 0 at first)
 *                    w' = w + v'
 * with Nesterov's:   w' = w + m v' - r g
 * </pre>
 *
 * <p>See Polyak, <i>Some Methods of Speeding up the Convergence of Iteration Methods</i>, 1964, and
 * Sutskever et al., <i>On the Importance of Initialization and Momentum in Deep Learning</i>, 2013.
 * Example: {@code new Sgd(0.1, 0.9)}.
 *
 * @param learningRate the first rate, positive; 0.01 by default
 * @param momentum what is kept of the velocity, 0 to 1; 0 by default
 * @param nesterov whether to look ahead along the velocity; false by default
 */
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
  /** Checks the numbers. */
  public Sgd {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireMomentum(momentum);
  }

  /** Descends at the rate 0.01 without momentum. */
  public Sgd() {
    this(0.01);
  }

  /**
   * Descends without momentum.
   *
   * @param learningRate the first rate
   */
  public Sgd(double learningRate) {
    this(learningRate, 0);
  }

  /**
   * Descends with momentum.
   *
   * @param learningRate the first rate
   * @param momentum what is kept of the velocity
   */
  public Sgd(double learningRate, double momentum) {
    this(learningRate, momentum, false);
  }

  @Override
  public Tensor update(Update update) {
    Tensor step = update.gradient().mul(update.rate());
    if (momentum == 0) {
      return update.parameter().sub(step);
    }
    Tensor before = update.scope().state("velocity", update.parameter().shape(), new Zeros());
    Tensor velocity = before.mul(momentum).sub(step);
    update.scope().update("velocity", velocity);
    Tensor move = nesterov ? velocity.mul(momentum).sub(step) : velocity;
    return update.parameter().add(move);
  }
}
