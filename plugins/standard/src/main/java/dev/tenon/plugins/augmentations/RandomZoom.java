package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.random.RandomGenerator;

/**
 * Shows a part of the image between {@code 1 - fraction} and {@code 1 + fraction} times its size,
 * drawn evenly, as {@code zoom_range} of Keras's {@code ImageDataGenerator}, but by one factor for
 * height and width: below 1 the content grows, above 1 it shrinks.
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
