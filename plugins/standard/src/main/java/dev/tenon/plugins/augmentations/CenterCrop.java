package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.UserError;
import java.util.random.RandomGenerator;

/**
 * Cuts a window of one size out of the middle, as Keras's {@code CenterCrop} does.
 *
 * <p>The window begins {@code (rows - height) / 2} below the top, rounded down, and as far from the
 * left. An image that is smaller is a {@link UserError}. There is no chance in it. What comes after
 * it must bring images to the size that the model takes, if the window has another.
 *
 * <p>Example: {@code new CenterCrop(24, 24)}, with {@code new Resizing(32, 32)} after it.
 *
 * @param height the window's height in pixels
 * @param width the window's width in pixels
 */
public record CenterCrop(int height, int width) implements Augmentation {
  /** Checks the size. */
  public CenterCrop {
    Size.check("a crop", height, width);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int top = (canvas.height() - height) / 2;
    int left = (canvas.width() - width) / 2;
    if (canvas.height() < height || canvas.width() < width) {
      throw new UserError(
          "CenterCrop cannot cut %dx%d out of an image of %dx%d: choose a smaller window, or pad before"
              .formatted(height, width, canvas.height(), canvas.width()));
    }
    canvas.warp(Affine.window(height, width, top, left));
  }
}
