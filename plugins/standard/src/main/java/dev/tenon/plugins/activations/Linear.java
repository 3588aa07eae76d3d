package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * No activation: {@code x} itself.
 *
 * <p>Shapes: any to the same. The default of layers that have an activation. Example: {@code new
 * Dense(64, new Linear())} is {@code new Dense(64)}.
 */
public record Linear() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x;
  }
}
