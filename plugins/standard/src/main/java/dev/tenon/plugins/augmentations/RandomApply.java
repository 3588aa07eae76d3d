package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Changes only some of the images, by another augmentation.
 *
 * <p>Each image is changed with one probability, independently of the others, and stays as it is
 * otherwise. At 1 it gives the very images that the augmentation gives by itself. What it does is
 * fused with its neighbours, as if it stood alone. See {@code RandomApply} of torchvision and of
 * Keras.
 *
 * <p>An augmentation that changes an image's size would give batches of two sizes, unless its
 * images have that size already, as by {@code RandomCrop} with a margin.
 *
 * <p>Example: {@code new RandomApply(new RandomRotation(30), 0.3)}.
 *
 * @param augmentation what changes an image
 * @param probability how often, 0 to 1; 0.5 by default
 */
public record RandomApply(Augmentation augmentation, double probability) implements Augmentation {
  /** Checks the probability. */
  public RandomApply {
    Objects.requireNonNull(augmentation, "augmentation");
    Probability.check(probability);
  }

  /**
   * Changes half of the images.
   *
   * @param augmentation what changes an image
   */
  public RandomApply(Augmentation augmentation) {
    this(augmentation, 0.5);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (Probability.hits(random, probability)) {
      augmentation.apply(canvas, random);
    }
  }
}
