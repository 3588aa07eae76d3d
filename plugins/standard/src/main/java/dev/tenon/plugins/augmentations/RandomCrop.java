package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.UserError;
import java.util.random.RandomGenerator;

/**
 * Cuts a window of one size out of a random place, as Keras's {@code RandomCrop} does.
 *
 * <p>Before, the image is widened by a margin, if any, that repeats its outermost pixels. An image
 * that is smaller than the window nevertheless is a {@link UserError}.
 *
 * <p>Example: {@code new RandomCrop(32, 32, 4)} keeps the size of 32 x 32 images and moves them by
 * up to four pixels each way.
 *
 * @param height the window's height in pixels
 * @param width the window's width in pixels
 * @param margin pixels added on each side before cutting; 0 by default
 */
public record RandomCrop(int height, int width, int margin) implements Augmentation {
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
      canvas.warp(Affine.window(height, width, top, left));
    }
  }
}
