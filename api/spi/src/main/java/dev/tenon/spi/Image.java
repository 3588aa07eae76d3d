package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * An image of 8-bit samples: row by row, pixel by pixel, channel by channel.
 *
 * @param height rows
 * @param width pixels in a row
 * @param channels samples in a pixel: 1 for grey, 3 for red, green, blue
 * @param samples {@code height * width * channels} unsigned bytes, not to be changed
 */
@API(status = STABLE)
public record Image(int height, int width, int channels, byte[] samples) implements Feature {
  /** Checks the number of samples. */
  public Image {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an image needs positive dimensions, got " + height + "x" + width + "x" + channels);
    }
    if (samples.length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
      throw new IllegalArgumentException(
          "an image of "
              + height
              + "x"
              + width
              + "x"
              + channels
              + " cannot have "
              + samples.length
              + " samples");
    }
  }

  /**
   * Returns one sample.
   *
   * @param y the row
   * @param x the pixel in the row
   * @param c the channel
   * @return its value, 0 to 255
   */
  public int at(int y, int x, int c) {
    return samples[(y * width + x) * channels + c] & 0xff;
  }

  /** Returns height, width and channels for people. */
  public String size() {
    return height + "x" + width + "x" + channels;
  }

  @Override
  public String describe() {
    return "image of " + size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image
        && height == image.height
        && width == image.width
        && channels == image.channels
        && Arrays.equals(samples, image.samples);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "Image[" + size() + "]";
  }
}
