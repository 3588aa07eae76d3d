package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.random.RandomGenerator;

/**
 * Zooms, shears, turns and moves images, by one map.
 *
 * <p>It is what {@link RandomZoom}, {@link RandomShear}, {@link RandomRotation} and {@link
 * RandomShift} do in this order, each by numbers of its own, drawn evenly. Of those that are 0,
 * nothing is done. See torchvision's {@code RandomAffine}, and {@code apply_affine_transform} of
 * Keras's {@code ImageDataGenerator}. Example: {@code new RandomAffine(10, 0.1, 0.1, 0.1, 0.1)}.
 *
 * @param degrees the greatest angle, 0 to 180
 * @param height the greatest vertical distance, as a part of the image's height, 0 to 1; 0 by
 *     default
 * @param width the greatest horizontal distance, as a part of the image's width, 0 to 1; 0 by
 *     default
 * @param zoom how much the factor of the part shown may differ from 1, from 0 to below 1; 0 by
 *     default
 * @param shear how far, at most, a step down moves to the side, 0 to 1; 0 by default
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomAffine(
    double degrees,
    double height,
    double width,
    double zoom,
    double shear,
    FillMode fillMode,
    int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomAffine {
    Strength.check("degrees", degrees, 180);
    Strength.check("height", height, 1);
    Strength.check("width", width, 1);
    Strength.check("zoom", zoom, Math.nextDown(1.0));
    Strength.check("shear", shear, 1);
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param degrees the greatest angle, 0 to 180
   * @param height the greatest vertical distance, as a part of the image's height, 0 to 1
   * @param width the greatest horizontal distance, as a part of the image's width, 0 to 1
   * @param zoom how much the factor of the part shown may differ from 1, from 0 to below 1
   * @param shear how far, at most, a step down moves to the side, 0 to 1
   */
  public RandomAffine(double degrees, double height, double width, double zoom, double shear) {
    this(degrees, height, width, zoom, shear, FillMode.NEAREST, 0);
  }

  /**
   * Turns images, and does nothing else.
   *
   * @param degrees the greatest angle, 0 to 180
   */
  public RandomAffine(double degrees) {
    this(degrees, 0, 0, 0, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomAffine withFill(FillMode fillMode, int fillValue) {
    return new RandomAffine(degrees, height, width, zoom, shear, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (degrees > 0 || height > 0 || width > 0 || zoom > 0 || shear > 0) {
      int rows = canvas.height();
      int columns = canvas.width();
      double factor = 1 + Strength.draw(random, zoom);
      double across = Strength.draw(random, shear);
      double angle = Strength.draw(random, degrees);
      double down = Strength.draw(random, height) * rows;
      double right = Strength.draw(random, width) * columns;
      canvas.warp(
          RandomZoom.zoom(rows, columns, factor)
              .then(RandomShear.shear(rows, columns, across, 0))
              .then(RandomRotation.turn(rows, columns, angle))
              .then(Affine.shift(rows, columns, down, right)),
          fillMode,
          fillValue);
    }
  }
}
