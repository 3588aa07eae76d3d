package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Makes some images grey, as Keras's {@code RandomGrayscale} does.
 *
 * <p>All three samples of a pixel become {@code 0.299 red + 0.587 green + 0.114 blue} (ITU-R
 * BT.601), rounded: there are as many channels as before. An image of one channel stays as it is,
 * as does any but of three. Example: {@code experiment.withAugmentations(new
 * RandomGrayscale(0.1))}.
 *
 * @param probability how likely an image becomes grey, 0 to 1; 0.5 by default, as in Keras (in
 *     torchvision 0.1)
 */
public record RandomGrayscale(double probability) implements Augmentation {
  /** Checks the probability. */
  public RandomGrayscale {
    Probability.check(probability);
  }

  /** Makes half of the images grey. */
  public RandomGrayscale() {
    this(0.5);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (Probability.hits(random, probability) && Luma.isColoured(canvas.channels())) {
      Image image = canvas.image();
      canvas.replace(Samples.put(image, grey(image.samples())));
    }
  }

  private static byte[] grey(byte[] source) {
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i += Luma.CHANNELS) {
      byte grey = (byte) Luma.of(source, i);
      target[i] = grey;
      target[i + 1] = grey;
      target[i + 2] = grey;
    }
    return target;
  }
}
