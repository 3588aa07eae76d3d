package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;

/** The factor by which focal losses weigh predictions. */
final class Focus {
  private Focus() {}

  /** Returns {@code missing^gamma}, where missing is what a prediction lacks to be right. */
  static Tensor of(Tensor missing, double gamma) {
    // At 0 the derivative would be infinite for a gamma below 1.
    return Bounds.within(Bounds.EPSILON, 1, missing).pow(Tensor.constant(gamma));
  }
}
