package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A {@link Tanh} of three straight lines: x, cut off below -1 and above 1.
 *
 * <p>The derivative at -1 and 1 is 1.
 *
 * <p>Shapes: any to the same. Keras's {@code hard_tanh}. Example: {@code new Dense(64, new
 * HardTanh())}.
 */
public record HardTanh() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    // A minimum and a maximum would give x half of the gradient at the corners.
    return x.abs().greater(Tensor.constant(1)).where(x.sign(), x);
  }
}
