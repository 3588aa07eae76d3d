package dev.tenon.docs.sample;

// region augmentation
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/** Blackens a grid of squares that begins at a random place, so that no single part is enough. */
public record GridMask(int period, double share) implements Augmentation {
  public GridMask {
    if (period < 2 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a mask needs a period of at least 2 and a share from 0 to 1, got "
              + period
              + " and "
              + share);
    }
  }

  public GridMask(int period) {
    this(period, 0.5);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int side = (int) Math.round(period * share);
    int top = random.nextInt(period);
    int left = random.nextInt(period);
    if (side > 0) {
      canvas.replace(masked(canvas.image(), side, top, left));
    }
  }

  private Image masked(Image image, int side, int top, int left) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      int y = i / image.channels() / image.width();
      int x = i / image.channels() % image.width();
      if ((y + top) % period < side && (x + left) % period < side) {
        samples[i] = 0;
      }
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }
}
// endregion
