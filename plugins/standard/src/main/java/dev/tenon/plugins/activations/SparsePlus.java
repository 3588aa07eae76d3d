package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A {@link Softplus} that is 0 up to -1 and x from 1 on.
 *
 * <p>In between it is {@code (x + 1)^2 / 4}, so that its derivative is a {@link SparseSigmoid}.
 *
 * <p>Shapes: any to the same. Keras's {@code sparse_plus}. Example: {@code new Dense(64, new
 * SparsePlus())}.
 */
public record SparsePlus() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    Tensor below = x.less(Tensor.constant(1));
    // The square of what is large could overflow, and spoil the gradient although unused.
    Tensor low = below.where(x, Tensor.constant(0));
    return below.where(low.add(1).relu().square().mul(0.25), x);
  }
}
