package dev.tenon.testkit;

import dev.tenon.spi.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Images to change, and what is looked for in them. */
final class Photos {
  private static final int[][] SIZES = {
    {16, 16}, {9, 13}, {12, 7}, {31, 24}, {5, 8}, {1, 9}, {8, 1}, {1, 1}
  };

  private Photos() {}

  /** Draws images of noise: even and odd sizes down to one pixel, each grey and in colour. */
  static List<Image> draw(RandomGenerator random) {
    List<Image> images = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int channels : new int[] {1, 3}) {
        images.add(noise(size[0], size[1], channels, random));
      }
    }
    return images;
  }

  static Image noise(int height, int width, int channels, RandomGenerator random) {
    byte[] samples = new byte[height * width * channels];
    random.nextBytes(samples);
    return new Image(height, width, channels, samples);
  }

  static Image copy(Image image) {
    return new Image(image.height(), image.width(), image.channels(), image.samples().clone());
  }

  /** Tells whether two images have one size, and samples that differ by no more grey levels. */
  static boolean close(Image one, Image other, int levels) {
    boolean close = one.size().equals(other.size());
    for (int i = 0; close && i < one.samples().length; i++) {
      close = Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff)) <= levels;
    }
    return close;
  }

  /** Says where an image differs first from the one expected. */
  static String compare(Image expected, Image actual) {
    if (!expected.size().equals(actual.size())) {
      return "it is " + actual.size() + ", not " + expected.size();
    }
    int at = Arrays.mismatch(expected.samples(), actual.samples());
    if (at < 0) {
      return "it is the same";
    }
    int pixel = at / expected.channels();
    return String.format(
        "in row %d, column %d, channel %d it is %d, not %d",
        pixel / expected.width(),
        pixel % expected.width(),
        at % expected.channels(),
        actual.samples()[at] & 0xff,
        expected.samples()[at] & 0xff);
  }
}
