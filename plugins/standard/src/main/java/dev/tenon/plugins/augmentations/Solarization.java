package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Inverts light samples, as overexposed film does, under the name of Keras's {@code Solarization}.
 *
 * <pre>
 * lighter = min(255, sample + addition)
 * sample' = lighter         where lighter &lt; threshold
 *           255 - lighter   elsewhere
 * </pre>
 *
 * <p>of all channels, for all images alike; {@link RandomApply} leaves some out. This is Pillow's
 * {@code solarize}, whose default threshold it has. Keras draws threshold and addition from ranges
 * that begin at 0, and by default inverts everything, which {@link RandomInvert} does here.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomApply(new Solarization(), 0.2))}.
 *
 * @param threshold the least level that is inverted, 0 to 256; 256 inverts none; 128 by default
 * @param addition what is added to all samples before, in levels, 0 to 255; 0 by default
 */
public record Solarization(int threshold, int addition) implements Augmentation {
  /** Checks the levels. */
  public Solarization {
    Strength.check("threshold", threshold, 256);
    Strength.check("addition", addition, 255);
  }

  /**
   * Inverts without adding anything.
   *
   * @param threshold the least level that is inverted
   */
  public Solarization(int threshold) {
    this(threshold, 0);
  }

  /** Inverts the upper half of the range. */
  public Solarization() {
    this(128);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    canvas.recolor(inverting(threshold, addition));
  }

  /** Adds to all values, and inverts them from a threshold on. */
  static byte[] inverting(int threshold, int addition) {
    return Strength.table(
        value -> {
          double lighter = Math.min(255, value + addition);
          return lighter < threshold ? lighter : 255 - lighter;
        });
  }
}
