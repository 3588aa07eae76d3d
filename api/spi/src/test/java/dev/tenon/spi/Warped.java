package dev.tenon.spi;

import java.util.random.RandomGenerator;

/** The definition of what a warp does. */
final class Warped {
  private Warped() {}

  /** Draws a map that shows whole pixels, some of them outside a small image. */
  static Affine wholePixels(RandomGenerator random) {
    return new Affine(
        random.nextInt(1, 9),
        random.nextInt(1, 9),
        random.nextInt(-2, 3),
        0,
        random.nextInt(-12, 12),
        random.nextInt(-1, 2),
        random.nextBoolean() ? 1 : -1,
        random.nextInt(-12, 12));
  }

  /** Returns an image as a map shows it, in floating point. */
  static double[] samples(Image image, Affine map) {
    double[] samples = new double[map.height() * map.width() * image.channels()];
    int next = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        double sourceY = map.yy() * y + map.yx() * x + map.y0();
        double sourceX = map.xy() * y + map.xx() * x + map.x0();
        for (int c = 0; c < image.channels(); c++) {
          samples[next++] = interpolate(image, sourceY, sourceX, c);
        }
      }
    }
    return samples;
  }

  private static double interpolate(Image image, double y, double x, int c) {
    double inY = Math.max(0, Math.min(image.height() - 1, y));
    double inX = Math.max(0, Math.min(image.width() - 1, x));
    int top = (int) Math.floor(inY);
    int left = (int) Math.floor(inX);
    int bottom = Math.min(image.height() - 1, top + 1);
    int right = Math.min(image.width() - 1, left + 1);
    double above = mix(image.at(top, left, c), image.at(top, right, c), inX - left);
    double below = mix(image.at(bottom, left, c), image.at(bottom, right, c), inX - left);
    return mix(above, below, inY - top);
  }

  private static double mix(double a, double b, double part) {
    return a + (b - a) * part;
  }
}
