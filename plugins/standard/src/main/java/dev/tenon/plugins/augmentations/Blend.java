package dev.tenon.plugins.augmentations;

/** Mixes of two samples by a factor with {@value #POINT} bits after the point. */
final class Blend {
  /** How many bits are after the point. */
  static final int POINT = 16;

  /** The number one. */
  static final int ONE = 1 << POINT;

  private Blend() {}

  /** Returns the nearest factor. */
  static int factor(double value) {
    return (int) Math.round(value * ONE);
  }

  /** Returns {@code from + (to - from) * factor}, rounded half up and kept in range. */
  static byte of(int from, int to, int factor) {
    return clipped(from + ((to - from) * factor + ONE / 2 >> POINT));
  }

  /** Returns the nearest value that a sample can have. */
  static byte clipped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
