package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import dev.tenon.spi.Projection;
import java.util.random.RandomGenerator;

/**
 * Shows images as if seen from another angle, by a projective map.
 *
 * <p>Each corner of the image is seen at a place that is nearer to the centre, by a part of half
 * the image's height and by another of half its width, both drawn evenly from {@code [0,
 * distortion]}. The four corners determine the map, under which lines stay lines. An image of one
 * row or one column stays as it is. See torchvision's {@code RandomPerspective}, of which these are
 * the defaults. Example: {@code new RandomPerspective(0.3)}.
 *
 * @param distortion how far, at most, a corner moves, from 0 to below 2/3, from where on corners
 *     could come to lie on the line between their neighbours; 0.5 by default
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 * @param probability how often an image is changed at all, 0 to 1; 0.5 by default
 */
public record RandomPerspective(
    double distortion, FillMode fillMode, int fillValue, double probability)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomPerspective {
    Strength.check("distortion", distortion, Math.nextDown(2 / 3.0));
    Fill.check(fillMode, fillValue);
    Probability.check(probability);
  }

  /**
   * Changes half of the images, and shows the nearest pixel outside them.
   *
   * @param distortion how far, at most, a corner moves, from 0 to below 2/3
   */
  public RandomPerspective(double distortion) {
    this(distortion, FillMode.NEAREST, 0, 0.5);
  }

  /** Changes half of the images, whose corners move halfway to the centre at most. */
  public RandomPerspective() {
    this(0.5);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomPerspective withFill(FillMode fillMode, int fillValue) {
    return new RandomPerspective(distortion, fillMode, fillValue, probability);
  }

  /**
   * Returns this augmentation for more or fewer of the images.
   *
   * @param probability how often an image is changed at all, 0 to 1
   * @return the changed augmentation
   */
  public RandomPerspective withProbability(double probability) {
    return new RandomPerspective(distortion, fillMode, fillValue, probability);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int height = canvas.height();
    int width = canvas.width();
    if (distortion > 0 && height > 1 && width > 1 && Probability.hits(random, probability)) {
      double[] y = new double[4];
      double[] x = new double[4];
      for (int corner = 0; corner < 4; corner++) {
        double down = random.nextDouble() * distortion * (height - 1) / 2;
        double right = random.nextDouble() * distortion * (width - 1) / 2;
        y[corner] = corner < 2 ? down : height - 1 - down;
        x[corner] = corner == 0 || corner == 3 ? right : width - 1 - right;
      }
      canvas.warp(Projection.ofCorners(height, width, y, x), fillMode, fillValue);
    }
  }
}
