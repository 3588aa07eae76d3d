package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.random.RandomGenerator;

/**
 * Shears images about their centre, so that rectangles become parallelograms.
 *
 * <p>A pixel that is {@code dy} below the centre and {@code dx} to its right comes from {@code dx +
 * f * dy} to its right and {@code dy + g * dx} below it, with {@code f} drawn evenly from {@code
 * [-x, x]} and {@code g} from {@code [-y, y]}. See Keras's {@code RandomShear}, whose factors are
 * the same; its {@code ImageDataGenerator} and torchvision give the angle, of which a factor is the
 * tangent. Example: {@code new RandomShear(0.2, 0)}.
 *
 * @param x how far, at most, a step down moves to the side, 0 to 1
 * @param y how far, at most, a step to the side moves up or down, 0 to 1
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomShear(double x, double y, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomShear {
    Strength.check("x", x, 1);
    Strength.check("y", y, 1);
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param x how far, at most, a step down moves to the side, 0 to 1
   * @param y how far, at most, a step to the side moves up or down, 0 to 1
   */
  public RandomShear(double x, double y) {
    this(x, y, FillMode.NEAREST, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomShear withFill(FillMode fillMode, int fillValue) {
    return new RandomShear(x, y, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (x > 0 || y > 0) {
      double across = Strength.draw(random, x);
      double along = Strength.draw(random, y);
      canvas.warp(shear(canvas.height(), canvas.width(), across, along), fillMode, fillValue);
    }
  }

  /** Shears an image by two factors. */
  static Affine shear(int height, int width, double across, double along) {
    return Affine.about(height, width, 1, along, across, 1);
  }
}
