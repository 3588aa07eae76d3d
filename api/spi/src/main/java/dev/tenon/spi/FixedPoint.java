package dev.tenon.spi;

/**
 * Places in an image with {@value #POINT} bits after the point: all machines compute them alike.
 */
final class FixedPoint {
  /** How many bits are after the point. */
  static final int POINT = 32;

  /** The number one. */
  static final long ONE = 1L << POINT;

  /** Farther out than any image reaches, and near enough for sums not to overflow. */
  static final double FAR = 1 << 29;

  private FixedPoint() {}

  /** Returns the nearest number, at most {@link #FAR} from zero. */
  static long of(double value) {
    return of(value, FAR);
  }

  /** Returns the nearest number, at most so far from zero. */
  static long of(double value, double most) {
    return Math.round(Math.max(-most, Math.min(most, value)) * ONE);
  }

  /** Tells whether a number is whole once it is rounded. */
  static boolean isWhole(double value) {
    return (of(value) & ONE - 1) == 0;
  }
}
