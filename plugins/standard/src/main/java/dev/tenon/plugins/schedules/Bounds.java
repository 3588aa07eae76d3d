package dev.tenon.plugins.schedules;

/** What schedules require of their numbers, and how they go from one to another. */
final class Bounds {
  private Bounds() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and not negative, got " + value);
    }
  }

  static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }

  static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, got " + value);
    }
  }

  static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
    }
  }

  static void requireFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, got " + value);
    }
  }

  /** Returns a rate, or the smallest number there is, since a rate is positive. */
  static double positive(double rate) {
    return Math.max(rate, Double.MIN_VALUE);
  }

  /** Returns {@code none + (all - none) * share}, in such a way that it is positive if both are. */
  static double between(double none, double all, double share) {
    return none * (1 - share) + all * share;
  }

  /** Returns half a wave of the cosine from 1 at 0 to 0 at 1. */
  static double halfCosine(double over) {
    return (1 + StrictMath.cos(Math.PI * over)) / 2;
  }
}
