package dev.tenon.spi;

import dev.tenon.graph.Tensor;

/** A function applied after a layer's own. */
@FunctionalInterface
public non-sealed interface Activation extends Extension {
  /**
   * Emits this activation.
   *
   * @param x any float tensor
   * @return a tensor of the same shape
   */
  Tensor apply(Tensor x);
}
