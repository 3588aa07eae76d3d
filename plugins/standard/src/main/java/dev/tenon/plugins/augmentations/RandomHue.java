package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Turns all hues by one angle, as Keras's {@code RandomHue} does.
 *
 * <p>Each pixel keeps its greatest and its least sample, so the value and the saturation of HSV;
 * its hue moves by {@code d} half turns, drawn evenly from {@code [-fraction, fraction]}. A third
 * of a turn makes green of red and blue of green; greys stay as they are. Hues have 16 bits after
 * the point within each sixth of a turn.
 *
 * <p>An image of one channel has no colours and stays as it is, as does any but of three. Example:
 * {@code experiment.withAugmentations(new RandomHue(0.1))}.
 *
 * @param fraction the greatest angle in half turns, 0 to 1; twice torchvision's {@code hue}, which
 *     is in whole turns
 */
public record RandomHue(double fraction) implements Augmentation {
  private static final int SIXTHS = 6;
  private static final int TURN = SIXTHS * Blend.ONE;

  /** Checks the fraction. */
  public RandomHue {
    Strength.check("fraction", fraction, 1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      turn(canvas, Strength.draw(random, fraction) / 2);
    }
  }

  /** Moves hues by so many turns, if there are colours. */
  static void turn(Canvas canvas, double turns) {
    if (Luma.isColoured(canvas.channels())) {
      Image image = canvas.image();
      int by = Math.floorMod(Blend.factor(turns * SIXTHS), TURN);
      canvas.replace(Samples.put(image, turned(image.samples(), by)));
    }
  }

  private static byte[] turned(byte[] source, int by) {
    byte[] target = new byte[source.length];
    for (int i = 0; i < source.length; i += Luma.CHANNELS) {
      int red = source[i] & 0xff;
      int green = source[i + 1] & 0xff;
      int blue = source[i + 2] & 0xff;
      int most = Math.max(red, Math.max(green, blue));
      int least = Math.min(red, Math.min(green, blue));
      if (most == least) {
        target[i] = source[i];
        target[i + 1] = source[i + 1];
        target[i + 2] = source[i + 2];
      } else {
        int hue = hue(red, green, blue, most, most - least) + by;
        put(hue < TURN ? hue : hue - TURN, most, least, target, i);
      }
    }
    return target;
  }

  /** Returns the hue from 0 to below {@link #TURN}: red is at 0, green at a third, blue at two. */
  private static int hue(int red, int green, int blue, int most, int chroma) {
    if (most == red) {
      int fromRed = (green - blue) * Blend.ONE / chroma;
      return fromRed < 0 ? fromRed + TURN : fromRed;
    }
    return most == green
        ? 2 * Blend.ONE + (blue - red) * Blend.ONE / chroma
        : 4 * Blend.ONE + (red - green) * Blend.ONE / chroma;
  }

  private static void put(int hue, int most, int least, byte[] target, int at) {
    int part = hue & Blend.ONE - 1;
    byte rising = Blend.of(least, most, part);
    byte falling = Blend.of(least, most, Blend.ONE - part);
    byte high = (byte) most;
    byte low = (byte) least;
    switch (hue >> Blend.POINT) {
      case 0 -> put(high, rising, low, target, at);
      case 1 -> put(falling, high, low, target, at);
      case 2 -> put(low, high, rising, target, at);
      case 3 -> put(low, falling, high, target, at);
      case 4 -> put(rising, low, high, target, at);
      default -> put(high, low, falling, target, at);
    }
  }

  private static void put(byte red, byte green, byte blue, byte[] target, int at) {
    target[at] = red;
    target[at + 1] = green;
    target[at + 2] = blue;
  }
}
