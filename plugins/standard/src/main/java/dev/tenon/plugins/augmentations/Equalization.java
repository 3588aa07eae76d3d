package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Spreads the levels of each channel so that all occur about equally often, as in Keras.
 *
 * <p>As Pillow's {@code equalize}, which torchvision and the papers on learned policies use: with
 * {@code n(v)} samples of a channel at level {@code v} and the highest level {@code h} that occurs,
 *
 * <pre>
 * step = floor((n(0) + n(1) + ... + n(255) - n(h)) / 255)
 * v'   = min(255, floor((floor(step / 2) + n(0) + ... + n(v - 1)) / step))
 * </pre>
 *
 * <p>A channel of one level, or whose step is 0 (fewer than 255 samples below its highest level),
 * stays as it is. Channels are equalized apart from one another, so colours shift. It is no matter
 * of chance; {@link RandomApply} leaves some images out. Keras's {@code Equalization} rounds
 * otherwise.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomApply(new Equalization(), 0.2))}.
 */
public record Equalization() implements Augmentation {
  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    equalize(canvas);
  }

  /** Equalizes the levels of each channel. */
  static void equalize(Canvas canvas) {
    int[][] histogram = canvas.histogram();
    byte[][] tables = new byte[histogram.length][];
    for (int c = 0; c < tables.length; c++) {
      tables[c] = equalizing(histogram[c]);
    }
    canvas.recolor(tables);
  }

  private static byte[] equalizing(int... counts) {
    byte[] table = new byte[counts.length];
    int step = step(counts);
    int below = step / 2;
    for (int value = 0; value < table.length; value++) {
      table[value] = step == 0 ? (byte) value : Blend.clipped(below / step);
      below += counts[value];
    }
    return table;
  }

  private static int step(int... counts) {
    int samples = 0;
    int highest = 0;
    for (int count : counts) {
      samples += count;
      highest = count > 0 ? count : highest;
    }
    return (samples - highest) / 255;
  }
}
