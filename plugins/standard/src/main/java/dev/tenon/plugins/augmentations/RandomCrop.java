package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import dev.tenon.spi.UserError;
import java.util.random.RandomGenerator;

/**
 * Cuts a window of one size out of a random place, as Keras's {@code RandomCrop} does.
 *
 * <p>Before, the image is widened by a margin, if any. An image that is smaller than the window
 * nevertheless is a {@link UserError}.
 *
 * <p>Example: {@code new RandomCrop(32, 32, 4)} keeps the size of 32 x 32 images and moves them by
 * up to four pixels each way; {@code .withFill(FillMode.CONSTANT, 0)} makes the margin black, as is
 * usual for CIFAR-10.
 *
 * @param height the window's height in pixels
 * @param width the window's width in pixels
 * @param margin pixels added on each side before cutting; 0 by default
 * @param fillMode what is seen in the margin; the nearest pixel by default
 * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255; 0 by default
 */
public record RandomCrop(int height, int width, int margin, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the sizes. */
  public RandomCrop {
    if (height < 1 || width < 1 || margin < 0) {
      throw new IllegalArgumentException(
          "a crop needs a positive height and width and no negative margin, got "
              + height
              + "x"
              + width
              + " and "
              + margin);
    }
    Fill.check(fillMode, fillValue);
  }

  /**
   * Cuts without a margin.
   *
   * @param height the window's height in pixels
   * @param width the window's width in pixels
   */
  public RandomCrop(int height, int width) {
    this(height, width, 0);
  }

  /**
   * Cuts with a margin that repeats the outermost pixels.
   *
   * @param height the window's height in pixels
   * @param width the window's width in pixels
   * @param margin pixels added on each side before cutting
   */
  public RandomCrop(int height, int width, int margin) {
    this(height, width, margin, FillMode.NEAREST, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomCrop withFill(FillMode fillMode, int fillValue) {
    return new RandomCrop(height, width, margin, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int spareHeight = canvas.height() + 2 * margin - height;
    int spareWidth = canvas.width() + 2 * margin - width;
    if (spareHeight < 0 || spareWidth < 0) {
      throw new UserError(
          "RandomCrop cannot cut "
              + height
              + "x"
              + width
              + " out of an image of "
              + canvas.height()
              + "x"
              + canvas.width()
              + " with a margin of "
              + margin
              + ": choose a smaller window or a wider margin");
    }
    if (spareHeight > 0 || spareWidth > 0 || margin > 0) {
      int top = random.nextInt(spareHeight + 1) - margin;
      int left = random.nextInt(spareWidth + 1) - margin;
      canvas.warp(Affine.window(height, width, top, left), fillMode, fillValue);
    }
  }
}
