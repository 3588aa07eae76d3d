package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A function between -1 and 1 that goes there slowly: {@code x / (1 + |x|)}.
 *
 * <p>Shapes: any to the same. See Turian, Bergstra and Bengio, <i>Quadratic Features and Deep
 * Architectures for Chunking</i>, 2009; Keras's {@code softsign}. Example: {@code new Dense(64, new
 * Softsign())}.
 */
public record Softsign() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.div(x.abs().add(1));
  }
}
