package dev.tenon.plugins.augmentations;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** How much an image is changed: a number drawn evenly from a range around zero. */
final class Strength {
  private Strength() {}

  /** Requires a number from 0 to the greatest allowed. */
  static void check(String component, double value, double greatest) {
    if (!(value >= 0 && value <= greatest)) {
      throw new IllegalArgumentException(
          component + " must be from 0 to " + greatest + ", got " + value);
    }
  }

  /** Draws from {@code [-greatest, greatest)}. */
  static double draw(RandomGenerator random, double greatest) {
    return (2 * random.nextDouble() - 1) * greatest;
  }

  /** Computes what becomes of each of the 256 values, rounded half up and kept in range. */
  static byte[] table(DoubleUnaryOperator change) {
    byte[] table = new byte[256];
    for (int value = 0; value < table.length; value++) {
      long rounded = Math.round(change.applyAsDouble(value));
      table[value] = (byte) Math.max(0, Math.min(255, rounded));
    }
    return table;
  }
}
