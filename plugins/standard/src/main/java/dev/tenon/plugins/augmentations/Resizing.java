package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Gives images another size, as Keras's {@code Resizing} does.
 *
 * <p>Pixels are squares, so that the borders of the old and of the new image coincide: the centre
 * of row {@code i} is at {@code (i + 1/2) * rows / height - 1/2} in the old image. Values are
 * rounded and kept within 0 to 255. There is no chance in it. Interpolating bilinearly is one map
 * with the geometric augmentations beside it. Example: {@code new Resizing(32, 32)}.
 *
 * @param height the new height in pixels
 * @param width the new width in pixels
 * @param interpolation where values come from; bilinear by default
 */
public record Resizing(int height, int width, Interpolation interpolation) implements Augmentation {
  /** Where the values of a new image's pixels come from. */
  public enum Interpolation {
    /** The pixel in which the new one's centre lies. */
    NEAREST,
    /** The two nearest pixels in each direction, by distance; outside, the outermost again. */
    BILINEAR,
    /**
     * The four nearest pixels in each direction, by Keys's kernel with {@code a = -1/2}; of those
     * outside, nothing, and the others' weights add up to 1.
     */
    BICUBIC,
    /** All that the new pixel covers, by area; the best one for a smaller image. */
    AREA
  }

  /** Checks the size. */
  public Resizing {
    Size.check("resizing", height, width);
    Objects.requireNonNull(interpolation, "interpolation");
  }

  /**
   * Interpolates bilinearly.
   *
   * @param height the new height in pixels
   * @param width the new width in pixels
   */
  public Resizing(int height, int width) {
    this(height, width, Interpolation.BILINEAR);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (canvas.height() == height && canvas.width() == width) {
      return;
    }
    if (interpolation == Interpolation.BILINEAR) {
      canvas.warp(part(height, width, 0, 0, canvas.height(), canvas.width()));
    } else {
      Image image = canvas.image();
      Resampling rows = Resampling.of(interpolation, image.height(), height);
      Resampling columns = Resampling.of(interpolation, image.width(), width);
      canvas.replace(Resampling.apply(image, rows, columns));
    }
  }

  /** Returns a map that shows a part of an image in another size. */
  static Affine part(int height, int width, int top, int left, int rows, int columns) {
    double down = (double) rows / height;
    double right = (double) columns / width;
    return new Affine(
        height, width, down, 0, top + (down - 1) / 2, 0, right, left + (right - 1) / 2);
  }
}
