package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Turns images about their centre.
 *
 * <p>The angle is drawn evenly from {@code [-degrees, degrees]}, as {@code rotation_range} of
 * Keras's {@code ImageDataGenerator}; positive angles turn clockwise. Example: {@code
 * experiment.withAugmentations(new RandomRotation(10))}.
 *
 * @param degrees the greatest angle, 0 to 180
 */
public record RandomRotation(double degrees) implements Augmentation {
  /** Checks the angle. */
  public RandomRotation {
    Strength.check("degrees", degrees, 180);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (degrees > 0) {
      canvas.warp(turn(canvas.height(), canvas.width(), Strength.draw(random, degrees)));
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
