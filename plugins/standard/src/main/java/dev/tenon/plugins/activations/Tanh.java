package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The hyperbolic tangent, between -1 and 1.
 *
 * <p>{@code (exp(x) - exp(-x)) / (exp(x) + exp(-x))}. Shapes: any to the same. Example: {@code new
 * Dense(64, new Tanh())}.
 */
public record Tanh() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.tanh();
  }
}
