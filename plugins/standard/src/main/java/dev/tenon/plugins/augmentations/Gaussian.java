package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;
import java.util.Arrays;

/**
 * The weights of a blur in one direction, with {@value #POINT} bits after the point.
 *
 * @param weights of the sample itself, and of those at growing distances on either side; all that
 *     are applied sum up to one
 */
record Gaussian(int... weights) {
  private static final int POINT = 16;
  private static final int ONE = 1 << POINT;

  /** How many bits after the point there are between the two passes. */
  private static final int BETWEEN = 6;

  /** Rounds the weights of a standard deviation in pixels. */
  static Gaussian of(double deviation) {
    double[] exact = exact(deviation);
    int[] weights = new int[exact.length];
    weights[0] = ONE;
    int last = 0;
    for (int d = 1; d < weights.length; d++) {
      weights[d] = (int) Math.round(exact[d] * ONE);
      weights[0] -= 2 * weights[d];
      last = weights[d] > 0 ? d : last;
    }
    return new Gaussian(Arrays.copyOf(weights, last + 1));
  }

  /**
   * Returns the weights of a standard deviation in pixels, up to three of them: of a value itself,
   * and of those at growing distances on either side; all that are applied sum up to one.
   */
  static double[] exact(double deviation) {
    double[] weights = new double[1 + (int) Math.ceil(3 * deviation)];
    weights[0] = 1;
    double sum = 1;
    for (int d = 1; d < weights.length; d++) {
      double deviations = d / deviation;
      weights[d] = StrictMath.exp(-deviations * deviations / 2);
      sum += 2 * weights[d];
    }
    for (int d = 0; d < weights.length; d++) {
      weights[d] /= sum;
    }
    return weights;
  }

  /** Returns how far samples count. */
  int radius() {
    return weights.length - 1;
  }

  /** Returns an image's samples, blurred in both directions. */
  byte[] blur(Image image) {
    int length = image.width() * image.channels();
    int margin = radius() * image.channels();
    byte[] target = new byte[image.samples().length];
    // Arithmetic among integers alone, row by row, is what the JVM makes vectors of.
    int[][] rows = new int[2 * radius() + 1][length];
    int read = 0;
    int[] column = new int[length + 2 * margin];
    int[] sums = new int[length];
    for (int y = 0; y < image.height(); y++) {
      for (; read < image.height() && read <= y + radius(); read++) {
        read(image, read, rows[read % rows.length]);
      }
      down(rows, y, image.height(), sums);
      extend(sums, column, margin, image.channels());
      across(column, image.channels(), sums);
      for (int i = 0; i < length; i++) {
        target[y * length + i] = (byte) sums[i];
      }
    }
    return target;
  }

  private static void read(Image image, int y, int[] row) {
    byte[] source = image.samples();
    int at = y * row.length;
    for (int i = 0; i < row.length; i++) {
      row[i] = source[at + i] & 0xff;
    }
  }

  /** Blurs one row from above and below. */
  private void down(int[][] rows, int y, int height, int[] sums) {
    Arrays.fill(sums, 1 << POINT - BETWEEN - 1);
    add(rows[y % rows.length], weights[0], sums);
    for (int d = 1; d < weights.length; d++) {
      add(rows[Math.max(0, y - d) % rows.length], weights[d], sums);
      add(rows[Math.min(height - 1, y + d) % rows.length], weights[d], sums);
    }
    shift(sums, POINT - BETWEEN);
  }

  private static void add(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  private static void shift(int[] sums, int bits) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] >>= bits;
    }
  }

  /** Puts a row into the middle, repeats its first pixel before it and its last one after it. */
  private static void extend(int[] row, int[] column, int margin, int channels) {
    System.arraycopy(row, 0, column, margin, row.length);
    for (int i = margin - 1; i >= 0; i--) {
      column[i] = column[i + channels];
    }
    for (int i = margin + row.length; i < column.length; i++) {
      column[i] = column[i - channels];
    }
  }

  private void across(int[] column, int channels, int[] sums) {
    int margin = radius() * channels;
    Arrays.fill(sums, 1 << POINT + BETWEEN - 1);
    // An even weight: one is even, and twice each of the others was taken from it.
    add(column, margin, margin, weights[0] / 2, sums);
    for (int d = 1; d < weights.length; d++) {
      add(column, margin - d * channels, margin + d * channels, weights[d], sums);
    }
    shift(sums, POINT + BETWEEN);
  }

  private static void add(int[] column, int one, int other, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (column[one + i] + column[other + i]);
    }
  }
}
