package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.util.random.RandomGenerator;

/**
 * Cuts a window of one size out of a random place, as Keras's {@code RandomCrop} does, after
 * widening the image by a margin, if any, that repeats its outermost pixels.
 *
 * <p>{@code new RandomCrop(32, 32, 4)} keeps the size of 32 x 32 images and moves them by up to
 * four pixels each way.
 *
 * @param height the window's height in pixels
 * @param width the window's width in pixels
 * @param margin pixels added on each side before cutting. 0 by default
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
  public Image apply(Image image, RandomGenerator random) {
    int spareHeight = image.height() + 2 * margin - height;
    int spareWidth = image.width() + 2 * margin - width;
    if (spareHeight < 0 || spareWidth < 0) {
      throw new UserError(
          "RandomCrop cannot cut "
              + height
              + "x"
              + width
              + " out of an image of "
              + image.size()
              + " with a margin of "
              + margin
              + ": choose a smaller window or a wider margin");
    }
    if (spareHeight == 0 && spareWidth == 0 && margin == 0) {
      return image;
    }
    return crop(
        image, random.nextInt(spareHeight + 1) - margin, random.nextInt(spareWidth + 1) - margin);
  }

  /** Cuts the window whose first pixel is at a place that may be outside. */
  private Image crop(Image image, int top, int left) {
    int channels = image.channels();
    byte[] source = image.samples();
    byte[] target = new byte[height * width * channels];
    int before = Math.min(width, Math.max(0, -left));
    int after = Math.min(width, Math.max(0, left + width - image.width()));
    int inside = width - before - after;
    for (int y = 0; y < height; y++) {
      int row = Math.max(0, Math.min(image.height() - 1, top + y)) * image.width() * channels;
      int out = y * width * channels;
      int first = row + Math.max(0, Math.min(image.width(), left)) * channels;
      repeat(source, row, target, out, before, channels);
      System.arraycopy(source, first, target, out + before * channels, inside * channels);
      repeat(
          source,
          row + (image.width() - 1) * channels,
          target,
          out + (before + inside) * channels,
          after,
          channels);
    }
    return new Image(height, width, channels, target);
  }

  private static void repeat(byte[] source, int pixel, byte[] target, int to, int times, int size) {
    for (int i = 0; i < times; i++) {
      System.arraycopy(source, pixel, target, to + i * size, size);
    }
  }
}
