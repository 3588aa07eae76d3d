package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import java.util.Arrays;
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
      double[] weights = Gaussian.exact(sigma);
      double[] down = smoothed(noise(height * width, random), height, width, weights);
      double[] right = smoothed(noise(height * width, random), height, width, weights);
      canvas.displace(down, right, fillMode, fillValue);
    }
  }

  private double[] noise(int count, RandomGenerator random) {
    double[] noise = new double[count];
    for (int i = 0; i < count; i++) {
      noise[i] = Strength.draw(random, alpha);
    }
    return noise;
  }

  /**
   * Smooths each row, in place, and then each column, by the weights of a value itself and of those
   * at growing distances. Whole rows are added up, which is what the JVM makes vectors of.
   */
  static double[] smoothed(double[] values, int height, int width, double[] weights) {
    double[] sums = new double[width];
    double[] wide = new double[width + 2 * (weights.length - 1)];
    for (int y = 0; y < height; y++) {
      across(values, y * width, wide, weights, sums);
      System.arraycopy(sums, 0, values, y * width, width);
    }
    double[] both = new double[values.length];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      add(values, y * width, y * width, weights[0] / 2, sums);
      for (int d = 1; d < weights.length; d++) {
        int above = FillMode.REFLECT.index(y - d, height);
        int below = FillMode.REFLECT.index(y + d, height);
        add(values, above * width, below * width, weights[d], sums);
      }
      System.arraycopy(sums, 0, both, y * width, width);
    }
    return both;
  }

  private static void across(
      double[] values, int first, double[] wide, double[] weights, double[] sums) {
    int reach = weights.length - 1;
    System.arraycopy(values, first, wide, reach, sums.length);
    for (int i = 1; i <= reach; i++) {
      wide[reach - i] = values[first + FillMode.REFLECT.index(-i, sums.length)];
      int beyond = sums.length - 1 + i;
      wide[reach + beyond] = values[first + FillMode.REFLECT.index(beyond, sums.length)];
    }
    Arrays.fill(sums, 0);
    add(wide, reach, reach, weights[0] / 2, sums);
    for (int d = 1; d < weights.length; d++) {
      add(wide, reach - d, reach + d, weights[d], sums);
    }
  }

  private static void add(double[] values, int one, int other, double weight, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (values[one + i] + values[other + i]);
    }
  }
}
