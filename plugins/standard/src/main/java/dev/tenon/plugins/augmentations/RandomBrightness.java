package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
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
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      canvas.recolor(brighter(Strength.draw(random, fraction) * 255));
    }
  }

  /** Adds to all values. */
  static byte[] brighter(double change) {
    return Strength.table(value -> value + change);
  }
}
