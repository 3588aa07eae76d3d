package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Mirrors half of the images, as Keras's {@code RandomFlip} does.
 *
 * <p>Each way is chosen with probability 1/2. Example: {@code experiment.withAugmentations(new
 * RandomFlip())}.
 *
 * @param mode which way; horizontal by default (in Keras, both ways), since few things look natural
 *     upside down
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
  public void apply(Canvas canvas, RandomGenerator random) {
    boolean horizontal = mode != Mode.VERTICAL && random.nextBoolean();
    boolean vertical = mode != Mode.HORIZONTAL && random.nextBoolean();
    if (horizontal || vertical) {
      int down = vertical ? -1 : 1;
      int right = horizontal ? -1 : 1;
      canvas.warp(Affine.about(canvas.height(), canvas.width(), down, 0, 0, right));
    }
  }
}
