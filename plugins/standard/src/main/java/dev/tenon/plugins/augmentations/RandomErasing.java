package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Covers a rectangle of some images, as Keras's {@code RandomErasing} does.
 *
 * <p>The rectangle's area is a part of the image's, drawn evenly from {@code [smallest, largest]},
 * its height divided by its width drawn from {@code [0.3, 1 / 0.3]}, evenly by its logarithm, and
 * its place evenly from those where it is within the image. If it is higher or wider than the
 * image, both are drawn again, ten times at most; then the image stays as it is. Its sides are
 * rounded to pixels, and not below one. All channels are covered alike, with noise of their own.
 *
 * <p>See Zhong et al., <i>Random Erasing Data Augmentation</i>, 2020; the way that sizes are drawn
 * is torchvision's. Example: {@code experiment.withAugmentations(new RandomErasing())}.
 *
 * @param smallest the smallest area as a part of the image's, 0 to 1; 0.02 by default, as in Keras
 * @param largest the largest area as a part of the image's, from the smallest to 1; 0.33 by
 *     default, as in Keras
 * @param cover what the rectangle shows; noise by default, as in the paper
 * @param probability how likely an image is changed, 0 to 1; 0.5 by default, as in the paper
 */
public record RandomErasing(double smallest, double largest, Cover cover, double probability)
    implements Augmentation {
  private static final double RATIO = 0.3;
  private static final int ATTEMPTS = 10;

  /** What a rectangle shows. */
  public enum Cover {
    /** Samples from 0 to 255, all alike likely. */
    NOISE,
    /** The image's mean colour, rounded. */
    MEAN,
    /** Zeros. */
    BLACK
  }

  /** Checks the settings. */
  public RandomErasing {
    Strength.check("smallest", smallest, 1);
    Strength.check("largest", largest, 1);
    if (smallest > largest) {
      throw new IllegalArgumentException(
          "smallest must not exceed largest, got " + smallest + " and " + largest);
    }
    Objects.requireNonNull(cover, "cover");
    Probability.check(probability);
  }

  /**
   * Covers with noise, in half of the images.
   *
   * @param smallest the smallest area as a part of the image's
   * @param largest the largest area as a part of the image's
   */
  public RandomErasing(double smallest, double largest) {
    this(smallest, largest, Cover.NOISE, 0.5);
  }

  /** Covers 2 to 33 % of half of the images with noise. */
  public RandomErasing() {
    this(0.02, 0.33);
  }

  /**
   * Returns the same with another cover.
   *
   * @param cover what the rectangle shows
   * @return the augmentation
   */
  public RandomErasing withCover(Cover cover) {
    return new RandomErasing(smallest, largest, cover, probability);
  }

  /**
   * Returns the same for more images or fewer.
   *
   * @param probability how likely an image is changed
   * @return the augmentation
   */
  public RandomErasing withProbability(double probability) {
    return new RandomErasing(smallest, largest, cover, probability);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (!Probability.hits(random, probability)) {
      return;
    }
    double pixels = (double) canvas.height() * canvas.width();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double area = pixels * (smallest + (largest - smallest) * random.nextDouble());
      double ratio = StrictMath.pow(RATIO, Strength.draw(random, 1));
      long height = Math.max(1, Math.round(Math.sqrt(area * ratio)));
      long width = Math.max(1, Math.round(Math.sqrt(area / ratio)));
      if (height <= canvas.height() && width <= canvas.width()) {
        int top = random.nextInt(canvas.height() - (int) height + 1);
        int left = random.nextInt(canvas.width() - (int) width + 1);
        canvas.replace(covered(canvas.image(), top, left, (int) height, (int) width, random));
        return;
      }
    }
  }

  private Image covered(
      Image image, int top, int left, int height, int width, RandomGenerator random) {
    byte[] samples = image.samples().clone();
    byte[] row = new byte[width * image.channels()];
    if (cover == Cover.MEAN) {
      fill(row, mean(image));
    }
    for (int y = top; y < top + height; y++) {
      if (cover == Cover.NOISE) {
        random.nextBytes(row);
      }
      int at = (y * image.width() + left) * image.channels();
      System.arraycopy(row, 0, samples, at, row.length);
    }
    return Samples.put(image, samples);
  }

  private static void fill(byte[] row, byte... colour) {
    for (int i = 0; i < row.length; i++) {
      row[i] = colour[i % colour.length];
    }
  }

  private static byte[] mean(Image image) {
    long[] sums = new long[image.channels()];
    byte[] samples = image.samples();
    for (int i = 0; i < samples.length; i += sums.length) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += samples[i + c] & 0xff;
      }
    }
    long pixels = samples.length / sums.length;
    byte[] mean = new byte[sums.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (byte) ((2 * sums[c] + pixels) / (2 * pixels));
    }
    return mean;
  }
}
