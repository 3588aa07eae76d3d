package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;

/** What losses require of their numbers, and within what they keep those of tensors. */
final class Bounds {
  /** How near to 0 and 1 probabilities may come, as in Keras. */
  static final double EPSILON = 1e-7;

  private Bounds() {}

  static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, got " + value);
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more and finite, got " + value);
    }
  }

  /** Returns x where it is not below a bound, else the bound; gradients pass at the bound. */
  static Tensor atLeast(double least, Tensor x) {
    Tensor low = Tensor.constant(least);
    return x.less(low).where(low, x);
  }

  /** Returns x where it lies between bounds, else the nearer one; gradients pass at the bounds. */
  static Tensor within(double least, double most, Tensor x) {
    Tensor high = Tensor.constant(most);
    return atLeast(least, x.greater(high).where(high, x));
  }
}
