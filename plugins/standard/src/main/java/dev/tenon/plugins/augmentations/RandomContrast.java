package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Moves the samples of each channel away from their mean or towards it, as Keras's {@code
 * RandomContrast} does: {@code (sample - mean) * factor + mean}, with one factor drawn evenly from
 * {@code [1 - fraction, 1 + fraction]}. The result is rounded and kept within 0 to 255.
 *
 * @param fraction how much the factor may differ from 1, 0 to 1
 */
public record RandomContrast(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomContrast {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public Image apply(Image image, RandomGenerator random) {
    return fraction == 0 ? image : contrast(image, 1 + Strength.draw(random, fraction));
  }

  /** Multiplies the differences from each channel's mean. */
  static Image contrast(Image image, double factor) {
    byte[] source = image.samples();
    byte[] target = new byte[source.length];
    int channels = image.channels();
    for (int c = 0; c < channels; c++) {
      double mean = mean(source, c, channels);
      byte[] table = Strength.table(value -> (value - mean) * factor + mean);
      for (int i = c; i < source.length; i += channels) {
        target[i] = table[source[i] & 0xff];
      }
    }
    return new Image(image.height(), image.width(), channels, target);
  }

  private static double mean(byte[] samples, int channel, int channels) {
    long sum = 0;
    for (int i = channel; i < samples.length; i += channels) {
      sum += samples[i] & 0xff;
    }
    return (double) sum / (samples.length / channels);
  }
}
