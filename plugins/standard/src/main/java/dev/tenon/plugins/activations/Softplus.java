package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A smooth rectifier, always positive: {@code log(1 + exp(x))}, computed without overflow.
 *
 * <p>Shapes: any to the same. See Dugas, Bengio, Bélisle, Nadeau and Garcia, <i>Incorporating
 * Second-Order Functional Knowledge for Better Option Pricing</i>, 2001; Keras's {@code softplus}.
 * Example: {@code new Dense(1, new Softplus())}.
 */
public record Softplus() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.softplus();
  }
}
