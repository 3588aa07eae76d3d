package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;

/** What hinge losses measure. */
final class Margin {
  private Margin() {}

  /** Returns {@code 1 - sign * prediction} where that is positive, else 0. */
  static Tensor missing(Tensor prediction, Tensor target) {
    return positive(signs(target).mul(prediction).neg().add(1));
  }

  /** Returns x where it is not negative, else 0, with derivative 1 at 0. */
  static Tensor positive(Tensor x) {
    Tensor zero = Tensor.constant(0);
    return x.less(zero).where(zero, x);
  }

  private static Tensor signs(Tensor target) {
    return target.greater(Tensor.constant(0.5)).where(Tensor.constant(1), Tensor.constant(-1));
  }
}
