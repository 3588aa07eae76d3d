package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import org.apiguardian.api.API;

/** A part of a model: a function that emits operators and asks its scope for parameters. */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Layer extends Extension {
  /**
   * Emits this layer.
   *
   * @param scope gives parameters and tells training from evaluation
   * @param x the input; images are {@code [N, C, H, W]}, rows {@code [N, features]}
   * @return the output
   * @throws dev.tenon.graph.ShapeException if the layer cannot take such an input
   */
  Tensor apply(Scope scope, Tensor x);
}
