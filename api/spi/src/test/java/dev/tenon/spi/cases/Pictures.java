package dev.tenon.spi.cases;

import dev.tenon.spi.Image;
import java.util.SplittableRandom;

/** Images to try things on. */
public final class Pictures {
  private Pictures() {}

  /**
   * Returns an image of given samples.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   * @param samples row by row, from 0 to 255
   * @return the image
   */
  public static Image of(int height, int width, int channels, int... samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return new Image(height, width, channels, bytes);
  }

  /**
   * Returns an image of noise.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   * @param seed what the samples follow from
   * @return the image
   */
  public static Image random(int height, int width, int channels, long seed) {
    byte[] bytes = new byte[height * width * channels];
    new SplittableRandom(seed).nextBytes(bytes);
    return new Image(height, width, channels, bytes);
  }
}
