package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Stretches the levels of each channel over the whole range, as Keras's {@code AutoContrast} does.
 *
 * <p>{@code sample' = 255 * (sample - least) / (greatest - least)}, rounded half up, with the least
 * and the greatest sample of each channel (Pillow's {@code autocontrast} truncates instead). A
 * channel of one level stays as it is. Channels are stretched apart from one another, so colours
 * may shift. It is no matter of chance; {@link RandomApply} leaves some images out.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomApply(new AutoContrast(), 0.2))}.
 */
public record AutoContrast() implements Augmentation {
  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    stretch(canvas);
  }

  /** Stretches the levels of each channel. */
  static void stretch(Canvas canvas) {
    int[][] histogram = canvas.histogram();
    byte[][] tables = new byte[histogram.length][];
    for (int c = 0; c < tables.length; c++) {
      tables[c] = stretching(histogram[c]);
    }
    canvas.recolor(tables);
  }

  private static byte[] stretching(int... counts) {
    int least = 0;
    while (counts[least] == 0) {
      least++;
    }
    int greatest = counts.length - 1;
    while (counts[greatest] == 0) {
      greatest--;
    }
    byte[] table = new byte[counts.length];
    int range = greatest - least;
    for (int value = 0; value < table.length; value++) {
      int place = Math.max(0, Math.min(range, value - least));
      table[value] = (byte) (range == 0 ? value : (2 * 255 * place + range) / (2 * range));
    }
    return table;
  }
}
