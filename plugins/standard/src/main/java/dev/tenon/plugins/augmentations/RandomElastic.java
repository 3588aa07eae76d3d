package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.random.RandomGenerator;

/**
 * Distorts images as if they were drawn on rubber.
 *
 * <p>Each pixel comes from a place that is moved by {@code alpha * (G * n)} up or down and by
 * another such number to the side: {@code n} is noise, drawn evenly from {@code [-1, 1)} for each
 * pixel, and {@code G} a Gaussian of standard deviation {@code sigma}, whose sum is 1, cut off at
 * three deviations. Both are in pixels; outside the image, the noise is mirrored. See Simard,
 * Steinkraus and Platt, <i>Best Practices for Convolutional Neural Networks Applied to Visual
 * Document Analysis</i>, 2003, of which these are the defaults, for images of 29 x 29 pixels;
 * torchvision's {@code ElasticTransform} of {@code 2 * alpha} does the same.
 *
 * <p>It is done in the same go as geometric augmentations before it. Example: {@code new
 * RandomElastic(34, 4)}.
 *
 * @param alpha how strongly the noise moves pixels, at least 0; 34 by default
 * @param sigma over how many pixels the noise is smoothed, more than 0; 4 by default
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomElastic(double alpha, double sigma, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomElastic {
    if (!(alpha >= 0 && Double.isFinite(alpha) && sigma > 0 && sigma <= 1000)) {
      throw new IllegalArgumentException(
          "an elastic distortion needs a finite alpha of at least 0 and a sigma of more than 0 and"
              + " at most 1000, got "
              + alpha
              + " and "
              + sigma);
    }
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param alpha how strongly the noise moves pixels, at least 0
   * @param sigma over how many pixels the noise is smoothed, more than 0
   */
  public RandomElastic(double alpha, double sigma) {
    this(alpha, sigma, FillMode.NEAREST, 0);
  }

  /** Distorts as the paper does. */
  public RandomElastic() {
    this(34, 4);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomElastic withFill(FillMode fillMode, int fillValue) {
    return new RandomElastic(alpha, sigma, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (alpha > 0) {
      int height = canvas.height();
      int width = canvas.width();
      double[] down = displacements(height, width, random);
      double[] right = displacements(height, width, random);
      canvas.displace(down, right, fillMode, fillValue);
    }
  }

  private double[] displacements(int height, int width, RandomGenerator random) {
    double[] noise = new double[height * width];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Strength.draw(random, alpha);
    }
    return smoothed(noise, height, width, gaussian(sigma));
  }

  /** Returns the weights of a Gaussian, up to three deviations to each side, whose sum is 1. */
  static double[] gaussian(double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double deviations = (i - reach) / sigma;
      weights[i] = StrictMath.exp(-deviations * deviations / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Smooths each row and then each column. */
  static double[] smoothed(double[] values, int height, int width, double[] weights) {
    double[] rows = new double[values.length];
    for (int y = 0; y < height; y++) {
      smooth(values, rows, y * width, 1, width, weights);
    }
    double[] both = new double[values.length];
    for (int x = 0; x < width; x++) {
      smooth(rows, both, x, width, height, weights);
    }
    return both;
  }

  private static void smooth(
      double[] from, double[] to, int first, int step, int count, double[] weights) {
    int reach = weights.length / 2;
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * from[first + mirrored(i + j - reach, count) * step];
      }
      to[first + i * step] = sum;
    }
  }

  private static int mirrored(int place, int count) {
    if (place >= 0 && place < count) {
      return place;
    }
    int within = Math.floorMod(place, 2 * count);
    return Math.min(within, 2 * count - 1 - within);
  }
}
