package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Makes colours stronger or paler, under the name of Keras's {@code RandomSaturation}.
 *
 * <p>{@code sample' = grey + (sample - grey) * f}, with the grey of the same pixel by ITU-R BT.601,
 * {@code 0.299 red + 0.587 green + 0.114 blue}, and one factor {@code f} for the image, drawn
 * evenly from {@code [1 - fraction, 1 + fraction]}; the result is rounded and kept within 0 to 255.
 * At 0 an image is grey, at 1 it stays as it is. This is what torchvision and Pillow do; Keras
 * multiplies the saturation of HSV, which makes nearly grey pixels of a photograph as strong as
 * any.
 *
 * <p>An image of one channel has no colours and stays as it is, as does any but of three. Example:
 * {@code experiment.withAugmentations(new RandomSaturation(0.4))}.
 *
 * @param fraction how much the factor may differ from 1, 0 to 1; as of its neighbours, where Keras
 *     maps a factor from 0 to 1, with 0.5 for no change
 */
public record RandomSaturation(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomSaturation {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      saturate(canvas, 1 + Strength.draw(random, fraction));
    }
  }

  /** Multiplies the differences from each pixel's grey, if there are colours. */
  static void saturate(Canvas canvas, double factor) {
    if (Luma.isColoured(canvas.channels())) {
      Image image = canvas.image();
      canvas.replace(Samples.put(image, saturated(image.samples(), Blend.factor(factor))));
    }
  }

  private static byte[] saturated(byte[] source, int factor) {
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i += Luma.CHANNELS) {
      int grey = Luma.of(source, i);
      target[i] = Blend.of(grey, source[i] & 0xff, factor);
      target[i + 1] = Blend.of(grey, source[i + 1] & 0xff, factor);
      target[i + 2] = Blend.of(grey, source[i + 2] & 0xff, factor);
    }
    return target;
  }
}
