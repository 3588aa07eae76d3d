package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;

/**
 * An image in YCbCr, as JFIF defines it, with colours at half the resolution.
 *
 * @param brightness Y of each pixel
 * @param blue Cb of each square of 2 x 2 pixels, at the right and lower edge of less
 * @param red Cr of the same
 */
record JpegColours(byte[] brightness, byte[] blue, byte[] red) {
  private static final int HALF = Blend.ONE / 2;
  private static final int MIDDLE = 128;
  private static final int BLUE_OF_RED = Blend.factor(0.168736);
  private static final int RED_OF_BLUE = Blend.factor(0.081312);
  private static final int TO_RED = Blend.factor(1.402);
  private static final int TO_BLUE = Blend.factor(1.772);
  private static final int RED_TO_GREEN = Blend.factor(0.714136);
  private static final int BLUE_TO_GREEN = Blend.factor(0.344136);

  /** Takes an image apart. */
  static JpegColours of(Image image) {
    int height = image.height();
    int width = image.width();
    byte[] samples = image.samples();
    byte[] brightness = new byte[height * width];
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] = (byte) Luma.of(samples, Luma.CHANNELS * i);
    }
    int columns = (width + 1) / 2;
    byte[] blue = new byte[(height + 1) / 2 * columns];
    byte[] red = new byte[blue.length];
    for (int i = 0; i < blue.length; i++) {
      mean(image, i / columns * 2, i % columns * 2, blue, red, i);
    }
    return new JpegColours(brightness, blue, red);
  }

  private static void mean(Image image, int y, int x, byte[] blue, byte[] red, int at) {
    byte[] samples = image.samples();
    int across = x + 1 < image.width() ? Luma.CHANNELS : 0;
    int down = y + 1 < image.height() ? Luma.CHANNELS * image.width() : 0;
    int first = Luma.CHANNELS * (y * image.width() + x);
    int r = sum(samples, first, across, down);
    int g = sum(samples, first + 1, across, down);
    int b = sum(samples, first + 2, across, down);
    int greenInBlue = HALF - BLUE_OF_RED;
    int greenInRed = HALF - RED_OF_BLUE;
    blue[at] = ofFour(HALF * b - BLUE_OF_RED * r - greenInBlue * g);
    red[at] = ofFour(HALF * r - RED_OF_BLUE * b - greenInRed * g);
  }

  private static int sum(byte[] samples, int at, int across, int down) {
    return (samples[at] & 0xff)
        + (samples[at + across] & 0xff)
        + (samples[at + down] & 0xff)
        + (samples[at + down + across] & 0xff);
  }

  /** Rounds halves down, as the Independent JPEG Group's library does. */
  private static byte ofFour(int sum) {
    return Blend.clipped(MIDDLE + (sum + 2 * Blend.ONE - 1 >> Blend.POINT + 2));
  }

  /** Puts the image together again, as it is by now. */
  void copyTo(byte[] target, int height, int width) {
    int columns = (width + 1) / 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = y * width + x;
        int square = y / 2 * columns + x / 2;
        int light = (brightness[pixel] & 0xff) * Blend.ONE + HALF;
        int b = (blue[square] & 0xff) - MIDDLE;
        int r = (red[square] & 0xff) - MIDDLE;
        int at = Luma.CHANNELS * pixel;
        target[at] = Blend.clipped(light + TO_RED * r >> Blend.POINT);
        target[at + 1] = Blend.clipped(light - RED_TO_GREEN * r - BLUE_TO_GREEN * b >> Blend.POINT);
        target[at + 2] = Blend.clipped(light + TO_BLUE * b >> Blend.POINT);
      }
    }
  }
}
