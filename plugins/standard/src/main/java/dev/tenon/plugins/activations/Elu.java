package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import java.util.function.UnaryOperator;

/**
 * ELU: the exponential linear unit.
 *
 * <p>It is {@code x} where it is positive, else {@code alpha * (exp(x) - 1)}, which goes to {@code
 * -alpha}. The derivative at 0 is {@code alpha}.
 *
 * <p>Shapes: any to the same. See Clevert, Unterthiner and Hochreiter, <i>Fast and Accurate Deep
 * Network Learning by Exponential Linear Units</i>, 2016; Keras's {@code elu}. Example: {@code new
 * Dense(64, new Elu())}.
 *
 * @param alpha how far below 0 the values go, finite; 1 by default
 */
public record Elu(double alpha) implements Activation {
  /** Checks alpha. */
  public Elu {
    if (!Double.isFinite(alpha)) {
      throw new IllegalArgumentException("alpha must be finite, got " + alpha);
    }
  }

  /** Goes down to -1. */
  public Elu() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return bent(x, below -> below.exp().sub(1).mul(alpha));
  }

  /** Returns x where it is positive, else what a curve makes of it. */
  static Tensor bent(Tensor x, UnaryOperator<Tensor> curve) {
    Tensor positive = x.greater(Tensor.constant(0));
    // The exponential of what is positive could overflow, and spoil the gradient although unused.
    Tensor below = positive.where(Tensor.constant(0), x);
    return positive.where(x, curve.apply(below));
  }
}
