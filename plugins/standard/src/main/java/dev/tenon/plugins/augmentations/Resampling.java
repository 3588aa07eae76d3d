package dev.tenon.plugins.augmentations;

import dev.tenon.plugins.augmentations.Resizing.Interpolation;
import dev.tenon.spi.Image;

/**
 * How the pixels of a longer or shorter row are mixed from those of the old one.
 *
 * @param first by new pixel, the first of the old ones that it is mixed from
 * @param weights by new pixel, how much of that and of those after it, in all 1
 */
record Resampling(int[] first, double[][] weights) {
  private static final int REACH = 2;

  /** Returns how one number of pixels becomes another. */
  static Resampling of(Interpolation interpolation, int from, int to) {
    Resampling made = new Resampling(new int[to], new double[to][]);
    for (int i = 0; i < to; i++) {
      switch (interpolation) {
        case NEAREST -> made.put(i, (int) ((2L * i + 1) * from / (2L * to)), 1);
        case AREA -> made.covered(i, from, to);
        case BICUBIC -> made.cubic(i, from, to);
        default -> throw new IllegalArgumentException(interpolation + " is done by a map");
      }
    }
    return made;
  }

  private void put(int at, int begin, double... its) {
    double sum = 0;
    for (double weight : its) {
      sum += weight;
    }
    for (int i = 0; i < its.length; i++) {
      its[i] /= sum;
    }
    first[at] = begin;
    weights[at] = its;
  }

  /** Weighs by how much is covered, counted in parts of which {@code to} make an old pixel. */
  private void covered(int at, int from, int to) {
    long begin = (long) at * from;
    long end = begin + from;
    int left = (int) (begin / to);
    int right = (int) ((end - 1) / to);
    double[] its = new double[right - left + 1];
    for (int i = left; i <= right; i++) {
      its[i - left] = Math.min(end, (i + 1L) * to) - Math.max(begin, (long) i * to);
    }
    put(at, left, its);
  }

  private void cubic(int at, int from, int to) {
    double centre = (at + 0.5) * from / to - 0.5;
    int below = (int) Math.floor(centre);
    int left = Math.max(0, below + 1 - REACH);
    int right = Math.min(from - 1, below + REACH);
    double[] its = new double[right - left + 1];
    for (int i = left; i <= right; i++) {
      its[i - left] = keys(Math.abs(centre - i));
    }
    put(at, left, its);
  }

  /**
   * Keys's kernel, which reproduces polynomials of degree 2. See Keys, <i>Cubic Convolution
   * Interpolation for Digital Image Processing</i>, 1981.
   */
  private static double keys(double distance) {
    if (distance <= 1) {
      return (1.5 * distance - 2.5) * distance * distance + 1;
    }
    return distance < REACH ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2 : 0;
  }

  /** Returns an image whose rows and columns are mixed from another's; values are rounded once. */
  static Image apply(Image image, Resampling rows, Resampling columns) {
    int channels = image.channels();
    int width = columns.first.length;
    int height = rows.first.length;
    byte[] source = image.samples();
    double[] wide = new double[image.height() * width * channels];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        int from = (y * image.width() + columns.first[x]) * channels;
        double[] weights = columns.weights[x];
        for (int c = 0; c < channels; c++) {
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (source[from + i * channels + c] & 0xff);
          }
          wide[(y * width + x) * channels + c] = sum;
        }
      }
    }
    return new Image(height, width, channels, rows.mix(wide, width * channels));
  }

  /** Mixes rows of so many values. */
  private byte[] mix(double[] wide, int row) {
    byte[] samples = new byte[first.length * row];
    for (int y = 0; y < first.length; y++) {
      for (int x = 0; x < row; x++) {
        double sum = 0;
        for (int i = 0; i < weights[y].length; i++) {
          sum += weights[y][i] * wide[(first[y] + i) * row + x];
        }
        samples[y * row + x] = Blend.clipped((int) Math.round(sum));
      }
    }
    return samples;
  }
}
