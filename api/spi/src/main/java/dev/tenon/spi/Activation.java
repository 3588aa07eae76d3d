package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import org.apiguardian.api.API;

/** A function applied after a layer's own. */
@API(status = STABLE)
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
