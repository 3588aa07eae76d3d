package org.example.heron;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Brings out dark parts of images or bright ones, and leaves black and white as they are: {@code
 * sample' = 255 * (sample / 255)^gamma}.
 *
 * <p>The exponent is {@code 2^d}, with {@code d} drawn evenly from {@code [-octaves, octaves)} for
 * each image; values are rounded. Example: {@code experiment.withAugmentations(new
 * RandomGamma(0.5))}.
 *
 * @param octaves the greatest change of the exponent, in doublings, 0 to 4
 */
public record RandomGamma(double octaves) implements Augmentation {
  private static final int BRIGHTEST = Canvas.VALUES - 1;

  /** Checks the number of octaves. */
  public RandomGamma {
    if (!(octaves >= 0 && octaves <= 4)) {
      throw new IllegalArgumentException("octaves must be from 0 to 4, got " + octaves);
    }
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (octaves > 0) {
      canvas.recolor(table((2 * random.nextDouble() - 1) * octaves));
    }
  }

  /** StrictMath gives the same bits on every machine, and so the same images. */
  private static byte[] table(double octaves) {
    double gamma = StrictMath.pow(2, octaves);
    byte[] table = new byte[Canvas.VALUES];
    for (int value = 0; value < table.length; value++) {
      double changed = BRIGHTEST * StrictMath.pow(value / (double) BRIGHTEST, gamma);
      table[value] = (byte) Math.round(changed);
    }
    return table;
  }
}
