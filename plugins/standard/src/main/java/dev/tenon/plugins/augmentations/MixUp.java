package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import java.util.random.RandomGenerator;

/**
 * Lays another training image over an image, and mixes their labels in the same parts.
 *
 * <p>{@code sample' = share * sample + (1 - share) * other}, rounded, with a share that is drawn
 * for each image from the beta distribution of {@code alpha} and {@code alpha}, and rounded to 16
 * bits after the point. The loss is mixed alike; metrics count the label of the larger share. It
 * must be the last augmentation.
 *
 * <p>See Zhang, Cisse, Dauphin and Lopez-Paz, <i>mixup: Beyond Empirical Risk Minimization</i>,
 * 2018, and Keras's {@code MixUp}, of which this is the default. The other image is drawn from all
 * training records, not from the batch. Example: {@code new MixUp(0.4)}.
 *
 * @param alpha how evenly images are mixed, positive: at small ones one of the two prevails, at 1
 *     all shares are equally likely; 0.2 by default
 * @param probability how often an image is mixed at all, 0 to 1; 1 by default
 */
public record MixUp(double alpha, double probability) implements Mixing {
  /** Checks the numbers. */
  public MixUp {
    Beta.check(alpha);
    Probability.check(probability);
  }

  /**
   * Mixes all images.
   *
   * @param alpha how evenly images are mixed
   */
  public MixUp(double alpha) {
    this(alpha, 1);
  }

  /** Mixes all images, by an alpha of 0.2. */
  public MixUp() {
    this(0.2);
  }

  @Override
  public double mix(Canvas canvas, Image other, RandomGenerator random) {
    if (!Probability.hits(random, probability)) {
      return 1;
    }
    int rest = Blend.factor(1 - Beta.draw(random, alpha));
    Image image = canvas.image();
    byte[] own = image.samples();
    byte[] mixed = new byte[own.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = Blend.of(own[i] & 0xff, other.samples()[i] & 0xff, rest);
    }
    canvas.replace(Samples.put(image, mixed));
    return 1 - (double) rest / Blend.ONE;
  }
}
