package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The logistic function: {@code 1 / (1 + exp(-x))}, between 0 and 1.
 *
 * <p>Shapes: any to the same. Example: {@code new Dense(1, new Sigmoid())}.
 */
public record Sigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.sigmoid();
  }
}
