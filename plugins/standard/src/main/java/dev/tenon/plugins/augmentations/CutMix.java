package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import java.util.random.RandomGenerator;

/**
 * Puts a rectangle of another training image into an image, and mixes their labels by area.
 *
 * <p>The rectangle has the image's shape, and a part of its area that is drawn from the beta
 * distribution of {@code alpha} and {@code alpha}; its centre is drawn evenly from the image, and
 * what would be outside is cut off. The label's share is the part of the image that is left. The
 * loss is mixed alike; metrics count the label of the larger share. It must be the last
 * augmentation.
 *
 * <p>See Yun et al., <i>CutMix: Regularization Strategy to Train Strong Classifiers with
 * Localizable Features</i>, 2019, and Keras's {@code CutMix}, of which this is the default. The
 * other image is drawn from all training records, not from the batch. Example: {@code new
 * CutMix(1)}.
 *
 * @param alpha how even the areas are, positive: at 1 all parts are equally likely; 1 by default
 * @param probability how often an image is mixed at all, 0 to 1; 1 by default
 */
public record CutMix(double alpha, double probability) implements Mixing {
  /** Checks the numbers. */
  public CutMix {
    Beta.check(alpha);
    Probability.check(probability);
  }

  /**
   * Mixes all images.
   *
   * @param alpha how even the areas are
   */
  public CutMix(double alpha) {
    this(alpha, 1);
  }

  /** Mixes all images, by areas that are all equally likely. */
  public CutMix() {
    this(1);
  }

  @Override
  public double mix(Canvas canvas, Image other, RandomGenerator random) {
    if (!Probability.hits(random, probability)) {
      return 1;
    }
    Image image = canvas.image();
    double side = Math.sqrt(1 - Beta.draw(random, alpha));
    int tall = (int) (side * image.height());
    int wide = (int) (side * image.width());
    int middleY = random.nextInt(image.height());
    int middleX = random.nextInt(image.width());
    int top = Math.max(0, middleY - tall / 2);
    int bottom = Math.min(image.height(), middleY - tall / 2 + tall);
    int left = Math.max(0, middleX - wide / 2);
    int right = Math.min(image.width(), middleX - wide / 2 + wide);
    byte[] mixed = image.samples().clone();
    for (int y = top; y < bottom; y++) {
      int from = (y * image.width() + left) * image.channels();
      int length = (right - left) * image.channels();
      System.arraycopy(other.samples(), from, mixed, from, length);
    }
    canvas.replace(Samples.put(image, mixed));
    double cut = (double) (bottom - top) * (right - left);
    return 1 - cut / (image.height() * image.width());
  }
}
