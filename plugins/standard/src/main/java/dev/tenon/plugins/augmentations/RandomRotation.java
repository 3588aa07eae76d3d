package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.random.RandomGenerator;

/**
 * Turns images about their centre.
 *
 * <p>The angle is drawn evenly from {@code [-degrees, degrees]}, as {@code rotation_range} of
 * Keras's {@code ImageDataGenerator}; positive angles turn clockwise. Example: {@code
 * experiment.withAugmentations(new RandomRotation(10))}.
 *
 * @param degrees the greatest angle, 0 to 180
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomRotation(double degrees, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomRotation {
    Strength.check("degrees", degrees, 180);
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param degrees the greatest angle, 0 to 180
   */
  public RandomRotation(double degrees) {
    this(degrees, FillMode.NEAREST, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomRotation withFill(FillMode fillMode, int fillValue) {
    return new RandomRotation(degrees, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (degrees > 0) {
      Affine turn = turn(canvas.height(), canvas.width(), Strength.draw(random, degrees));
      canvas.warp(turn, fillMode, fillValue);
    }
  }

  /** Turns an image clockwise. */
  static Affine turn(int height, int width, double degrees) {
    double radians = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(radians);
    double sin = StrictMath.sin(radians);
    return Affine.about(height, width, cos, -sin, sin, cos);
  }
}
