package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Changes brightness, contrast, saturation and hue in an order of chance, as in torchvision.
 *
 * <p>The changes are those of {@link RandomBrightness}, {@link RandomContrast}, {@link
 * RandomSaturation} and {@link RandomHue}, each with a strength of its own; 0 leaves one out. First
 * one of the 24 orders is drawn, all alike; it matters, since each change keeps its results within
 * 0 to 255. Keras's {@code RandomColorJitter} has one order, that of the settings. Of an image of
 * one channel only brightness and contrast change.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomColorJitter(0.2, 0.2, 0.2, 0.05))}.
 *
 * @param brightness the greatest change of brightness as a part of the full range, 0 to 1
 * @param contrast how much the factor of contrast may differ from 1, 0 to 1
 * @param saturation how much the factor of saturation may differ from 1, 0 to 1
 * @param hue the greatest angle in half turns, 0 to 1
 */
public record RandomColorJitter(double brightness, double contrast, double saturation, double hue)
    implements Augmentation {
  /** Checks the strengths. */
  public RandomColorJitter {
    Strength.check("brightness", brightness, 1);
    Strength.check("contrast", contrast, 1);
    Strength.check("saturation", saturation, 1);
    Strength.check("hue", hue, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    Augmentation[] changes = {
      new RandomBrightness(brightness),
      new RandomContrast(contrast),
      new RandomSaturation(saturation),
      new RandomHue(hue)
    };
    for (int left = changes.length; left > 0; left--) {
      int next = random.nextInt(left);
      Augmentation drawn = changes[next];
      changes[next] = changes[left - 1];
      changes[left - 1] = drawn;
    }
    for (Augmentation change : changes) {
      change.apply(canvas, random);
    }
  }
}
