package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Leaves some images few levels a channel, under the name of Keras's {@code RandomPosterization}.
 *
 * <p>The highest bits of each sample stay, the others become 0, as in Pillow's {@code posterize}:
 * with 1 bit, samples are 0 or 128. All channels are treated alike. Example: {@code
 * experiment.withAugmentations(new RandomPosterization(4))}.
 *
 * @param bits how many bits of a sample stay, 1 to 8; 8 change nothing
 * @param probability how likely an image is changed, 0 to 1; 0.5 by default, as of torchvision's
 *     {@code RandomPosterize}, while Keras changes all images alike
 */
public record RandomPosterization(int bits, double probability) implements Augmentation {
  private static final int MOST = 8;

  /** Checks bits and probability. */
  public RandomPosterization {
    if (bits < 1 || bits > MOST) {
      throw new IllegalArgumentException("bits must be from 1 to " + MOST + ", got " + bits);
    }
    Probability.check(probability);
  }

  /**
   * Changes half of the images.
   *
   * @param bits how many bits of a sample stay
   */
  public RandomPosterization(int bits) {
    this(bits, 0.5);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (Probability.hits(random, probability) && bits < MOST) {
      canvas.recolor(keeping(bits));
    }
  }

  /** Keeps the highest bits of all values. */
  static byte[] keeping(int bits) {
    int mask = 0xff << MOST - bits;
    return Strength.table(value -> (int) value & mask);
  }
}
