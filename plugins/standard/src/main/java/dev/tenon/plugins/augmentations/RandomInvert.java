package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Makes negatives of some images, as Keras's {@code RandomInvert} does.
 *
 * <p>{@code sample' = 255 - sample}, of all channels. Example: {@code
 * experiment.withAugmentations(new RandomInvert(0.2))}.
 *
 * @param probability how likely an image becomes its negative, 0 to 1; 0.5 by default, as in
 *     torchvision (Keras draws a probability from 0 to 1 first, which comes to the same)
 */
public record RandomInvert(double probability) implements Augmentation {
  /** Checks the probability. */
  public RandomInvert {
    Probability.check(probability);
  }

  /** Makes negatives of half of the images. */
  public RandomInvert() {
    this(0.5);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (Probability.hits(random, probability)) {
      canvas.recolor(Strength.table(value -> 255 - value));
    }
  }
}
