package dev.tenon.plugins.optimizers;

/** What optimizers require of their numbers. */
final class Bounds {
  private Bounds() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }

  static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and below 1, got " + value);
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " must not be negative and must be finite, got " + value);
    }
  }

  static void requireMomentum(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("momentum must be from 0 to 1, got " + value);
    }
  }
}
