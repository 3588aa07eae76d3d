package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Makes images lighter or darker, as Keras's {@code RandomBrightness} does.
 *
 * <p>{@code sample' = sample + 255 * d}, with one number {@code d} for all samples, drawn evenly
 * from {@code [-fraction, fraction]}; the result is rounded and kept within 0 to 255. Example:
 * {@code experiment.withAugmentations(new RandomBrightness(0.2))}.
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
