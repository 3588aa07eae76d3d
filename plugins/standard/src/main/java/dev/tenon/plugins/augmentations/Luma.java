package dev.tenon.plugins.augmentations;

/** How light a colour is, by the weights of ITU-R BT.601. */
final class Luma {
  /** How many channels an image in colour has: red, green and blue. */
  static final int CHANNELS = 3;

  private static final int RED = Blend.factor(0.299);
  private static final int GREEN = Blend.factor(0.587);
  private static final int BLUE = Blend.ONE - RED - GREEN;

  private Luma() {}

  /** Returns {@code 0.299 red + 0.587 green + 0.114 blue}, rounded half up. */
  static int of(int red, int green, int blue) {
    return RED * red + GREEN * green + BLUE * blue + Blend.ONE / 2 >> Blend.POINT;
  }

  /** Returns the same of the pixel whose first sample is at an index. */
  static int of(byte[] samples, int at) {
    return of(samples[at] & 0xff, samples[at + 1] & 0xff, samples[at + 2] & 0xff);
  }

  /** Tells whether an image has colours at all. */
  static boolean isColoured(int channels) {
    return channels == CHANNELS;
  }
}
