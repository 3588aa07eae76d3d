package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Mirrors half of the images, as Keras's {@code RandomFlip} does.
 *
 * @param mode which way. {@link Mode#HORIZONTAL} by default (in Keras, both ways), since few things
 *     look natural upside down
 */
public record RandomFlip(Mode mode) implements Augmentation {
  /** Which way images are mirrored. */
  public enum Mode {
    /** Left becomes right. */
    HORIZONTAL,
    /** Top becomes bottom. */
    VERTICAL,
    /** Each of the two, independently of the other. */
    HORIZONTAL_AND_VERTICAL
  }

  /** Requires a mode. */
  public RandomFlip {
    Objects.requireNonNull(mode, "mode");
  }

  /** Mirrors half of the images horizontally. */
  public RandomFlip() {
    this(Mode.HORIZONTAL);
  }

  @Override
  public Image apply(Image image, RandomGenerator random) {
    boolean horizontal = mode != Mode.VERTICAL && random.nextBoolean();
    boolean vertical = mode != Mode.HORIZONTAL && random.nextBoolean();
    return horizontal || vertical ? flip(image, horizontal, vertical) : image;
  }

  private static Image flip(Image image, boolean horizontal, boolean vertical) {
    int height = image.height();
    int stride = image.width() * image.channels();
    byte[] target = new byte[image.samples().length];
    for (int y = 0; y < height; y++) {
      int from = (vertical ? height - 1 - y : y) * stride;
      if (horizontal) {
        mirror(image.samples(), from, target, y * stride, stride, image.channels());
      } else {
        System.arraycopy(image.samples(), from, target, y * stride, stride);
      }
    }
    return new Image(height, image.width(), image.channels(), target);
  }

  private static void mirror(
      byte[] source, int from, byte[] target, int to, int stride, int channels) {
    int out = to;
    for (int pixel = from + stride - channels; pixel >= from; pixel -= channels) {
      for (int c = 0; c < channels; c++) {
        target[out++] = source[pixel + c];
      }
    }
  }
}
