package dev.tenon.plugins.layers;

/** What layers require of their numbers. */
final class Bounds {
  private Bounds() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more and finite, got " + value);
    }
  }

  /** Checks the share of values that are dropped, which cannot be all. */
  static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and below 1, got " + rate);
    }
  }
}
