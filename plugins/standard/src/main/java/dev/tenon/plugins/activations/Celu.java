package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * CELU: an {@link Elu} whose slope is the same on both sides of 0, whatever {@code alpha}.
 *
 * <p>It is {@code x} where it is positive, else {@code alpha * (exp(x / alpha) - 1)}, which goes to
 * {@code -alpha}. The derivative at 0 is 1.
 *
 * <p>Shapes: any to the same. See Barron, <i>Continuously Differentiable Exponential Linear
 * Units</i>, 2017; Keras's {@code celu}. Example: {@code new Dense(64, new Celu())}.
 *
 * @param alpha how far below 0 the values go, positive; 1 by default
 */
public record Celu(double alpha) implements Activation {
  /** Checks the number. */
  public Celu {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha must be positive and finite, got " + alpha);
    }
  }

  /** Goes down to -1. */
  public Celu() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor positive = x.greater(Tensor.constant(0));
    // The exponential of what is positive could overflow, and spoil the gradient although unused.
    Tensor below = positive.where(Tensor.constant(0), x);
    return positive.where(x, below.div(alpha).exp().sub(1).mul(alpha));
  }
}
