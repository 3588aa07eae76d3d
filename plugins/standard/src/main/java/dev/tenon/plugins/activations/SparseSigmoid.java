package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A {@link Sigmoid} of three straight lines: 0 up to -1, 1 from 1 on, {@code (x + 1) / 2} between.
 *
 * <p>The derivative at both corners is 0.
 *
 * <p>Shapes: any to the same. Keras's {@code sparse_sigmoid}. Example: {@code new Dense(64, new
 * SparseSigmoid())}.
 */
public record SparseSigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    Tensor within = x.abs().less(Tensor.constant(1));
    return within.where(x, x.sign()).add(1).mul(0.5);
  }
}
