package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Adds one number to all samples, drawn evenly from {@code [-fraction * 255, fraction * 255]}, as
 * Keras's {@code RandomBrightness} does. The result is rounded and kept within 0 to 255.
 *
 * @param fraction the greatest change as a part of the full range, 0 to 1
 */
public record RandomBrightness(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomBrightness {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public Image apply(Image image, RandomGenerator random) {
    return fraction == 0 ? image : brighten(image, Strength.draw(random, fraction) * 255);
  }

  /** Adds to all samples. */
  static Image brighten(Image image, double change) {
    byte[] table = Strength.table(value -> value + change);
    byte[] source = image.samples();
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      target[i] = table[source[i] & 0xff];
    }
    return new Image(image.height(), image.width(), image.channels(), target);
  }
}
