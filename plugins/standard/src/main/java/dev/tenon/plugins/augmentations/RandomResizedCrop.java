package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Cuts a part of random size, shape and place out of an image and gives it one size.
 *
 * <p>The part's area is drawn evenly between two parts of the image's, and the ratio of its width
 * to its height from a range, evenly in its logarithm; its place is drawn evenly. Where the part
 * does not fit, both are drawn again, up to ten times; then it is the largest one in the middle
 * whose ratio is in the range. It is resized bilinearly, as {@link Resizing} does, and by one map
 * with the geometric augmentations beside it. See Szegedy et al., <i>Going Deeper with
 * Convolutions</i>, 2015, and torchvision's {@code RandomResizedCrop}, of which these are the
 * defaults.
 *
 * <p>Example: {@code new RandomResizedCrop(32, 32).withScale(0.5, 1)}.
 *
 * @param height the new height in pixels
 * @param width the new width in pixels
 * @param minScale the smallest area, as a part of the image's, more than 0; 0.08 by default
 * @param maxScale the largest area, as a part of the image's, up to 1; 1 by default
 * @param minRatio the smallest ratio of width to height, more than 0; 3/4 by default
 * @param maxRatio the largest ratio of width to height; 4/3 by default
 */
public record RandomResizedCrop(
    int height, int width, double minScale, double maxScale, double minRatio, double maxRatio)
    implements Augmentation {
  private static final int ATTEMPTS = 10;

  /** Checks the numbers. */
  public RandomResizedCrop {
    Size.check("a crop", height, width);
    if (!(minScale > 0 && minScale <= maxScale && maxScale <= 1)) {
      throw new IllegalArgumentException(
          "a scale must be more than 0 and at most 1, the smallest first, got "
              + minScale
              + " and "
              + maxScale);
    }
    if (!(minRatio > 0 && minRatio <= maxRatio && Double.isFinite(maxRatio))) {
      throw new IllegalArgumentException(
          "a ratio must be positive and finite, the smallest first, got "
              + minRatio
              + " and "
              + maxRatio);
    }
  }

  /**
   * Cuts parts from 8 to 100 percent of the image, of ratios from 3/4 to 4/3.
   *
   * @param height the new height in pixels
   * @param width the new width in pixels
   */
  public RandomResizedCrop(int height, int width) {
    this(height, width, 0.08, 1, 3 / 4.0, 4 / 3.0);
  }

  /**
   * Returns this augmentation for parts of other areas.
   *
   * @param minScale the smallest area, as a part of the image's, more than 0
   * @param maxScale the largest area, as a part of the image's, up to 1
   * @return the changed augmentation
   */
  public RandomResizedCrop withScale(double minScale, double maxScale) {
    return new RandomResizedCrop(height, width, minScale, maxScale, minRatio, maxRatio);
  }

  /**
   * Returns this augmentation for parts of other shapes.
   *
   * @param minRatio the smallest ratio of width to height, more than 0
   * @param maxRatio the largest ratio of width to height
   * @return the changed augmentation
   */
  public RandomResizedCrop withRatio(double minRatio, double maxRatio) {
    return new RandomResizedCrop(height, width, minScale, maxScale, minRatio, maxRatio);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int[] part = part(canvas.height(), canvas.width(), random);
    canvas.warp(Resizing.part(height, width, part[0], part[1], part[2], part[3]));
  }

  /** Draws a part: its top row, its leftmost column, its height and its width. */
  int[] part(int rows, int columns, RandomGenerator random) {
    double least = StrictMath.log(minRatio);
    double most = StrictMath.log(maxRatio);
    for (int i = 0; i < ATTEMPTS; i++) {
      double scale = minScale + random.nextDouble() * (maxScale - minScale);
      double area = scale * rows * columns;
      double ratio = StrictMath.exp(least + random.nextDouble() * (most - least));
      long tall = Math.round(Math.sqrt(area / ratio));
      long wide = Math.round(Math.sqrt(area * ratio));
      if (tall > 0 && wide > 0 && tall <= rows && wide <= columns) {
        int top = random.nextInt(rows - (int) tall + 1);
        int left = random.nextInt(columns - (int) wide + 1);
        return new int[] {top, left, (int) tall, (int) wide};
      }
    }
    int tall = (int) Math.max(1, Math.min(rows, Math.round(columns / minRatio)));
    int wide = (int) Math.max(1, Math.min(columns, Math.round(rows * maxRatio)));
    return new int[] {(rows - tall) / 2, (columns - wide) / 2, tall, wide};
  }
}
