package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * What a {@link Tanh} takes away from x: {@code x - tanh(x)}.
 *
 * <p>Shapes: any to the same. Keras's {@code tanh_shrink}. Example: {@code new Dense(64, new
 * TanhShrink())}.
 */
public record TanhShrink() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.sub(x.tanh());
  }
}
