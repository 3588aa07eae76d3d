package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Images to try things on, and chance under control. */
final class Pictures {
  private Pictures() {}

  static Image of(int height, int width, int channels, int... samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return new Image(height, width, channels, bytes);
  }

  static Image random(int height, int width, int channels, long seed) {
    byte[] bytes = new byte[height * width * channels];
    new SplittableRandom(seed).nextBytes(bytes);
    return new Image(height, width, channels, bytes);
  }

  /** Chance that always falls out the same way: all ones, or all zeros. */
  static RandomGenerator always(boolean ones) {
    return () -> ones ? -1L : 0L;
  }
}
