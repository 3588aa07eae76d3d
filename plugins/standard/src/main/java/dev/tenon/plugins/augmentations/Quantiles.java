package dev.tenon.plugins.augmentations;

/**
 * Equally likely numbers of the standard normal distribution, with {@value #POINT} bits after the
 * point: the quantiles at the middles of 2^{@value #INDEX} equal parts of all chance.
 */
final class Quantiles {
  /** How many bits are after the point. */
  static final int POINT = 12;

  /** How many bits of chance choose one. */
  static final int INDEX = 12;

  /** How many a long can choose. */
  static final int DRAWS = Long.SIZE / INDEX;

  private static final int COUNT = 1 << INDEX;
  private static final short[] TABLE = table();

  private Quantiles() {}

  /** Returns the number that the lowest bits choose. */
  static int of(long bits) {
    return TABLE[(int) bits & COUNT - 1];
  }

  private static short[] table() {
    short[] table = new short[COUNT];
    double z = 0;
    for (int i = COUNT / 2; i < COUNT; i++) {
      z = quantile((i + 0.5) / COUNT, z);
      table[i] = (short) Math.round(z * (1 << POINT));
      table[COUNT - 1 - i] = (short) -table[i];
    }
    return table;
  }

  /** Solves {@code cumulated(z) = p} by Newton's method, from a number that is not above it. */
  private static double quantile(double p, double from) {
    double z = from;
    for (int i = 0; i < 8; i++) {
      z += (p - cumulated(z)) / density(z);
    }
    return z;
  }

  private static double density(double z) {
    return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
  }

  /** Returns {@code 1/2 + density(z) (z + z^3/3 + z^5/(3*5) + z^7/(3*5*7) + ...)}. */
  private static double cumulated(double z) {
    double term = z;
    double sum = 0;
    for (int i = 1; sum + term != sum; i += 2) {
      sum += term;
      term *= z * z / (i + 2);
    }
    return 0.5 + sum * density(z);
  }
}
