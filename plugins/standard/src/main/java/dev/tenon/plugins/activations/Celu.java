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
    Bounds.requirePositive("alpha", alpha);
  }

  /** Goes down to -1. */
  public Celu() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Elu.bent(x, below -> below.div(alpha).exp().sub(1).mul(alpha));
  }
}
