package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Makes images sharper or softer, under the name of Keras's {@code RandomSharpness}.
 *
 * <p>{@code sample' = smooth + (sample - smooth) * f}, with one factor {@code f} for the image,
 * drawn evenly from {@code [1 - fraction, 1 + fraction]}; {@code smooth} is the rounded mean of the
 * sample with weight 5 and its eight neighbours in the same channel with weight 1 each. The
 * outermost pixels stay as they are, so an image of fewer than three rows or columns does, too.
 * This is what Pillow and torchvision do. Channels are treated alike.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomSharpness(0.5))}.
 *
 * @param fraction how much the factor may differ from 1, 0 to 1; as of its neighbours, where Keras
 *     maps a factor from 0 to 1, with 0.5 for no change
 */
public record RandomSharpness(double fraction) implements Augmentation {
  private static final int CENTRE = 5;
  private static final int WEIGHTS = CENTRE + 8;

  /** Checks the fraction. */
  public RandomSharpness {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      sharpen(canvas, 1 + Strength.draw(random, fraction));
    }
  }

  /** Multiplies the differences from what is smooth. */
  static void sharpen(Canvas canvas, double factor) {
    if (canvas.height() < 3 || canvas.width() < 3) {
      return;
    }
    Image image = canvas.image();
    byte[] target = image.samples().clone();
    int[] sums = new int[image.width() * image.channels()];
    for (int y = 1; y < image.height() - 1; y++) {
      row(image, y, Blend.factor(factor), sums, target);
    }
    canvas.replace(Samples.put(image, target));
  }

  private static void row(Image image, int y, int factor, int[] sums, byte[] target) {
    byte[] source = image.samples();
    int length = sums.length;
    int at = y * length;
    for (int i = 0; i < length; i++) {
      int middle = at + i;
      sums[i] =
          (source[middle - length] & 0xff)
              + (source[middle] & 0xff)
              + (source[middle + length] & 0xff);
    }
    int channels = image.channels();
    for (int i = channels; i < length - channels; i++) {
      int sample = source[at + i] & 0xff;
      int sum = sums[i - channels] + sums[i] + sums[i + channels] + (CENTRE - 1) * sample;
      int smooth = (2 * sum + WEIGHTS) / (2 * WEIGHTS);
      target[at + i] = Blend.of(smooth, sample, factor);
    }
  }
}
