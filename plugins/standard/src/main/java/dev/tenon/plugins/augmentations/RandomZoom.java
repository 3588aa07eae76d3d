package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Makes what an image shows larger or smaller, about its centre.
 *
 * <p>The image then shows a part of {@code f} times its size, with one factor {@code f} for height
 * and width, drawn evenly from {@code [1 - fraction, 1 + fraction]}: below 1 the content grows,
 * above 1 it shrinks. Keras's {@code zoom_range} of {@code ImageDataGenerator} draws one for each.
 * Example: {@code experiment.withAugmentations(new RandomZoom(0.1))}.
 *
 * @param fraction how much the factor may differ from 1, from 0 to below 1
 */
public record RandomZoom(double fraction) implements Augmentation {
  /** Checks the fraction. */
  public RandomZoom {
    Strength.check("fraction", fraction, Math.nextDown(1.0));
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      canvas.warp(zoom(canvas.height(), canvas.width(), 1 + Strength.draw(random, fraction)));
    }
  }

  /** Shows a part of the image that is {@code factor} times its size. */
  static Affine zoom(int height, int width, double factor) {
    return Affine.about(height, width, factor, 0, 0, factor);
  }
}
