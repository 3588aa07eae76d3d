package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The logarithm of a {@link Sigmoid}, for any x: {@code -log(1 + exp(-x))}.
 *
 * <p>Shapes: any to the same. Keras's {@code log_sigmoid}. Example: {@code new Dense(64, new
 * LogSigmoid())}.
 */
public record LogSigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.neg().softplus().neg();
  }
}
