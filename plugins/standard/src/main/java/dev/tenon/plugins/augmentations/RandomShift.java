package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Moves images up or down and to the left or right.
 *
 * <p>The vertical distance is drawn evenly from {@code [-height, height]}, the horizontal one from
 * {@code [-width, width]}, as {@code height_shift_range} and {@code width_shift_range} of Keras's
 * {@code ImageDataGenerator}. Distances need not be whole pixels. Example: {@code
 * experiment.withAugmentations(new RandomShift(0.1, 0.1))}.
 *
 * @param height the greatest vertical distance, as a part of the image's height, 0 to 1
 * @param width the greatest horizontal distance, as a part of the image's width, 0 to 1
 */
public record RandomShift(double height, double width) implements Augmentation {
  /** Checks the distances. */
  public RandomShift {
    Strength.check("height", height, 1);
    Strength.check("width", width, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (height > 0 || width > 0) {
      double down = Strength.draw(random, height) * canvas.height();
      double right = Strength.draw(random, width) * canvas.width();
      canvas.warp(Affine.shift(canvas.height(), canvas.width(), down, right));
    }
  }
}
