package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The rectified linear unit: {@code max(x, 0)}, with derivative 0 at 0.
 *
 * <p>Shapes: any to the same. See Nair and Hinton, <i>Rectified Linear Units Improve Restricted
 * Boltzmann Machines</i>, 2010. Example: {@code new Dense(64, new Relu())}.
 */
public record Relu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.relu();
  }
}
