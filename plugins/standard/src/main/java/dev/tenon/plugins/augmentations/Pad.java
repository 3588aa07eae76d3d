package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.random.RandomGenerator;

/**
 * Widens images on all sides.
 *
 * <p>Each image gets {@code height} rows more above and below and {@code width} pixels more in each
 * row to the left and right. See torchvision's {@code Pad}, whose {@code edge} is the mode {@code
 * nearest} here and whose {@code symmetric} is {@code reflect}. After a crop, what was cut off is
 * seen first, since both are one map. There is no chance in it. What comes after it must bring
 * images to the size that the model takes, as a crop does.
 *
 * <p>Example: {@code new Pad(4, 4)}, with {@code new RandomCrop(32, 32)} after it.
 *
 * @param height rows added above, and as many below
 * @param width pixels added to the left, and as many to the right
 * @param fillMode what is seen there; one value by default
 * @param fillValue that value, for the mode {@code constant}, 0 to 255; 0 by default
 */
public record Pad(int height, int width, FillMode fillMode, int fillValue) implements Augmentation {
  /** Checks the numbers. */
  public Pad {
    if (height < 0 || width < 0) {
      throw new IllegalArgumentException(
          "padding must not be negative, got " + height + " and " + width);
    }
    Fill.check(fillMode, fillValue);
  }

  /**
   * Widens images by black.
   *
   * @param height rows added above, and as many below
   * @param width pixels added to the left, and as many to the right
   */
  public Pad(int height, int width) {
    this(height, width, FillMode.CONSTANT, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public Pad withFill(FillMode fillMode, int fillValue) {
    return new Pad(height, width, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int rows = canvas.height() + 2 * height;
    int columns = canvas.width() + 2 * width;
    canvas.warp(Affine.window(rows, columns, -height, -width), fillMode, fillValue);
  }
}
