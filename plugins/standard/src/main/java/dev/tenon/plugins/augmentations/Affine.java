package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;

/**
 * An affine map from the pixels of a new image to places in an old one: {@code sourceY = yy * y +
 * yx * x + y0}, {@code sourceX = xy * y + xx * x + x0}.
 *
 * <p>Places are computed in fixed point, 32 bits after the point, and rounded to 1/1024 pixel for
 * the weights of the four neighbours, so that all machines give the same bytes.
 */
record Affine(double yy, double yx, double y0, double xy, double xx, double x0) {
  private static final int POINT = 32;
  private static final int WEIGHT = 10;
  private static final int ONE = 1 << WEIGHT;
  private static final int HALF = 1 << (2 * WEIGHT - 1);

  /** Makes a linear map that leaves the centre of an image where it is. */
  static Affine about(Image image, double yy, double yx, double xy, double xx) {
    double cy = (image.height() - 1) / 2.0;
    double cx = (image.width() - 1) / 2.0;
    return new Affine(yy, yx, cy - yy * cy - yx * cx, xy, xx, cx - xy * cy - xx * cx);
  }

  /** Returns an image of the same size whose pixels come from the places that the map names. */
  Image sample(Image image) {
    byte[] target = new byte[image.samples().length];
    long stepY = fixed(yx);
    long stepX = fixed(xx);
    for (int y = 0; y < image.height(); y++) {
      long sourceY = fixed(yy * y + y0);
      long sourceX = fixed(xy * y + x0);
      row(image, target, y, sourceY, sourceX, stepY, stepX);
    }
    return new Image(image.height(), image.width(), image.channels(), target);
  }

  private static void row(
      Image image, byte[] target, int y, long startY, long startX, long stepY, long stepX) {
    byte[] source = image.samples();
    int width = image.width();
    int channels = image.channels();
    long lastY = (long) (image.height() - 1) << POINT;
    long lastX = (long) (width - 1) << POINT;
    long sourceY = startY;
    long sourceX = startX;
    int stride = width * channels;
    int out = y * stride;
    for (int x = 0; x < width; x++) {
      long inY = Math.max(0, Math.min(lastY, sourceY));
      long inX = Math.max(0, Math.min(lastX, sourceX));
      int wy = (int) (inY >>> (POINT - WEIGHT)) & (ONE - 1);
      int wx = (int) (inX >>> (POINT - WEIGHT)) & (ONE - 1);
      int a = ((int) (inY >>> POINT) * width + (int) (inX >>> POINT)) * channels;
      // A neighbour of weight zero may lie outside: the pixel itself stands in.
      int right = wx == 0 ? 0 : channels;
      int down = wy == 0 ? 0 : stride;
      if (channels == 3) {
        target[out] = mix(source, a, right, down, wx, wy);
        target[out + 1] = mix(source, a + 1, right, down, wx, wy);
        target[out + 2] = mix(source, a + 2, right, down, wx, wy);
      } else {
        for (int c = 0; c < channels; c++) {
          target[out + c] = mix(source, a + c, right, down, wx, wy);
        }
      }
      out += channels;
      sourceY += stepY;
      sourceX += stepX;
    }
  }

  private static byte mix(byte[] source, int a, int right, int down, int wx, int wy) {
    int above = mix(source[a] & 0xff, source[a + right] & 0xff, wx);
    int below = mix(source[a + down] & 0xff, source[a + down + right] & 0xff, wx);
    return (byte) ((mix(above, below, wy) + HALF) >> (2 * WEIGHT));
  }

  private static int mix(int a, int b, int weight) {
    return (a << WEIGHT) + (b - a) * weight;
  }

  private static long fixed(double value) {
    return Math.round(value * (1L << POINT));
  }
}
