package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Makes the middle tones lighter or darker, by a power of each sample; black and white stay.
 *
 * <p>{@code sample' = 255 * (sample / 255)^g}, rounded, with one exponent {@code g = (1 +
 * fraction)^u} for the image and {@code u} drawn evenly from {@code [-1, 1]}: lighter ({@code g <
 * 1}) and darker are as likely, {@code g} and {@code 1/g}, too. Channels are treated alike. Keras
 * has no such layer; torchvision calls the change {@code adjust_gamma}.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomGamma(0.5))}.
 *
 * @param fraction how much the greatest exponent exceeds 1, 0 to 9
 */
public record RandomGamma(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomGamma {
    Strength.check("fraction", fraction, 9);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      canvas.recolor(power(StrictMath.pow(1 + fraction, Strength.draw(random, 1))));
    }
  }

  /** Raises all values, as parts of the full range, to a power. */
  static byte[] power(double exponent) {
    return Strength.table(value -> 255 * StrictMath.pow(value / 255, exponent));
  }
}
