package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Blackens squares in a regular grid, so that no single part of an image is enough.
 *
 * <p>The grid's period {@code d} in pixels is drawn evenly from {@code [smallest, largest]}, as a
 * part of the image's shorter side, and rounded; it begins at a place drawn evenly from one period
 * each way. In each period a square of {@code (1 - keep) d} pixels a side, rounded, becomes 0 in
 * all channels: of a large image a share of {@code 1 - (1 - keep)^2} is kept.
 *
 * <p>See Chen et al., <i>GridMask Data Augmentation</i>, 2020. Its periods for images of 224 x 224
 * are 96 to 224 pixels; it also turns grids, and lets their probability grow while training, which
 * is left out here ({@link RandomApply} has one that stays). Example: {@code
 * experiment.withAugmentations(new RandomApply(new GridMask(), 0.8))}.
 *
 * @param smallest the smallest period as a part of the shorter side, above 0 to 1; 0.4 by default
 * @param largest the largest period as a part of the shorter side, from the smallest to 1; 1 by
 *     default
 * @param keep what is kept of a period in each direction, 0 to 1; 0.6 by default, as in the paper
 */
public record GridMask(double smallest, double largest, double keep) implements Augmentation {
  /** Checks the settings. */
  public GridMask {
    Strength.check("smallest", smallest, 1);
    Strength.check("largest", largest, 1);
    if (smallest == 0 || smallest > largest) {
      throw new IllegalArgumentException(
          "smallest must be positive and not exceed largest, got " + smallest + " and " + largest);
    }
    Strength.check("keep", keep, 1);
  }

  /**
   * Keeps 0.6 of a period.
   *
   * @param smallest the smallest period as a part of the shorter side
   * @param largest the largest period as a part of the shorter side
   */
  public GridMask(double smallest, double largest) {
    this(smallest, largest, 0.6);
  }

  /** Has the paper's periods and squares. */
  public GridMask() {
    this(0.4, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    double part = smallest + (largest - smallest) * random.nextDouble();
    int period = (int) Math.round(part * Math.min(canvas.height(), canvas.width()));
    int side = (int) Math.round((1 - keep) * period);
    if (side > 0) {
      int top = random.nextInt(period);
      int left = random.nextInt(period);
      canvas.replace(masked(canvas.image(), period, side, top, left));
    }
  }

  private static Image masked(Image image, int period, int side, int top, int left) {
    byte[] samples = image.samples().clone();
    for (int y = 0; y < image.height(); y++) {
      if ((y + top) % period < side) {
        int row = y * image.width();
        for (int begin = -left; begin < image.width(); begin += period) {
          int from = row + Math.max(0, begin);
          int to = row + Math.max(0, Math.min(image.width(), begin + side));
          Arrays.fill(samples, from * image.channels(), to * image.channels(), (byte) 0);
        }
      }
    }
    return Samples.put(image, samples);
  }
}
