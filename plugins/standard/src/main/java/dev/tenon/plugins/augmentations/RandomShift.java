package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
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
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomShift(double height, double width, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomShift {
    Strength.check("height", height, 1);
    Strength.check("width", width, 1);
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param height the greatest vertical distance, as a part of the image's height, 0 to 1
   * @param width the greatest horizontal distance, as a part of the image's width, 0 to 1
   */
  public RandomShift(double height, double width) {
    this(height, width, FillMode.NEAREST, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomShift withFill(FillMode fillMode, int fillValue) {
    return new RandomShift(height, width, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (height > 0 || width > 0) {
      double down = Strength.draw(random, height) * canvas.height();
      double right = Strength.draw(random, width) * canvas.width();
      Affine shift = Affine.shift(canvas.height(), canvas.width(), down, right);
      canvas.warp(shift, fillMode, fillValue);
    }
  }
}
