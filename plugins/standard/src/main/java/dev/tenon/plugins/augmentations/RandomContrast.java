package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Gives images more contrast or less, as Keras's {@code RandomContrast} does.
 *
 * <p>{@code sample' = (sample - mean) * f + mean}, with the mean of each channel and one factor
 * {@code f}, drawn evenly from {@code [1 - fraction, 1 + fraction]}; the result is rounded and kept
 * within 0 to 255. Example: {@code experiment.withAugmentations(new RandomContrast(0.2))}.
 *
 * @param fraction how much the factor may differ from 1, 0 to 1
 */
public record RandomContrast(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomContrast {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      canvas.recolor(stronger(canvas.histogram(), 1 + Strength.draw(random, fraction)));
    }
  }

  /** Multiplies the differences from each channel's mean. */
  static byte[][] stronger(int[][] histogram, double factor) {
    byte[][] tables = new byte[histogram.length][];
    for (int c = 0; c < tables.length; c++) {
      double mean = mean(histogram[c]);
      tables[c] = Strength.table(value -> (value - mean) * factor + mean);
    }
    return tables;
  }

  private static double mean(int[] counts) {
    long samples = 0;
    long sum = 0;
    for (int value = 0; value < counts.length; value++) {
      samples += counts[value];
      sum += (long) value * counts[value];
    }
    return (double) sum / samples;
  }
}
