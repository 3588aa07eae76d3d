package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;

/** New samples for images. */
final class Samples {
  private Samples() {}

  /** Returns an image of the same size with other samples. */
  static Image put(Image image, byte[] samples) {
    return new Image(image.height(), image.width(), image.channels(), samples);
  }
}
