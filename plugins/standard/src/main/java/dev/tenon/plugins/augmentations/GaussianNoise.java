package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Adds noise of a normal distribution to each sample, apart from all others.
 *
 * <p>{@code sample' = sample + 255 * stddev * z}, with a number {@code z} of the standard normal
 * distribution for each sample; the result is rounded and kept within 0 to 255. {@code z} is one of
 * 4096 equally likely quantiles, the farthest of which is 3.67 from 0, so that all machines draw
 * alike. The channels of a pixel get different noise. torchvision has the same change under this
 * name; Keras's layer of this name acts within a model.
 *
 * <p>Example: {@code experiment.withAugmentations(new GaussianNoise(0.05))}.
 *
 * @param stddev the standard deviation as a part of the full range, 0 to 1; 0.1 by default, as in
 *     torchvision
 */
public record GaussianNoise(double stddev) implements Augmentation {
  /** Of levels, after the point. */
  private static final int LEVEL_BITS = 8;

  /** Checks the deviation. */
  public GaussianNoise {
    Strength.check("stddev", stddev, 1);
  }

  /** Adds noise with a standard deviation of a tenth of the range. */
  public GaussianNoise() {
    this(0.1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (stddev > 0) {
      Image image = canvas.image();
      canvas.replace(Samples.put(image, noisy(image.samples(), random)));
    }
  }

  private byte[] noisy(byte[] source, RandomGenerator random) {
    int deviation = (int) Math.round(stddev * 255 * (1 << LEVEL_BITS));
    int bits = LEVEL_BITS + Quantiles.POINT;
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; ) {
      long drawn = random.nextLong();
      int last = Math.min(source.length, i + Quantiles.DRAWS);
      for (; i < last; i++) {
        int change = deviation * Quantiles.of(drawn) + (1 << bits - 1) >> bits;
        target[i] = Blend.clipped((source[i] & 0xff) + change);
        drawn >>>= Quantiles.INDEX;
      }
    }
    return target;
  }
}
