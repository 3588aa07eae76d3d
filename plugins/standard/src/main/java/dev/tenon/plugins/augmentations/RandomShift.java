package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Moves images, vertically by a distance drawn evenly from {@code [-height, height]} and
 * horizontally from {@code [-width, width]}, as {@code height_shift_range} and {@code
 * width_shift_range} of Keras's {@code ImageDataGenerator}. Distances need not be whole pixels.
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
  public Image apply(Image image, RandomGenerator random) {
    if (height == 0 && width == 0) {
      return image;
    }
    double down = Strength.draw(random, height) * image.height();
    double right = Strength.draw(random, width) * image.width();
    return shift(image, down, right);
  }

  /** Moves an image's content by so many pixels. */
  static Image shift(Image image, double down, double right) {
    return new Affine(1, 0, -down, 0, 1, -right).sample(image);
  }
}
