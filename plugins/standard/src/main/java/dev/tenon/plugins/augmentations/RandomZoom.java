package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
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
 * @param fillMode what is seen outside the image; the nearest pixel by default
 * @param fillValue the value of samples outside for the mode {@code constant}, 0 to 255; 0 by
 *     default
 */
public record RandomZoom(double fraction, FillMode fillMode, int fillValue)
    implements Augmentation {
  /** Checks the numbers. */
  public RandomZoom {
    Strength.check("fraction", fraction, Math.nextDown(1.0));
    Fill.check(fillMode, fillValue);
  }

  /**
   * Shows the nearest pixel outside the image.
   *
   * @param fraction how much the factor may differ from 1, from 0 to below 1
   */
  public RandomZoom(double fraction) {
    this(fraction, FillMode.NEAREST, 0);
  }

  /**
   * Returns this augmentation with other content outside the image.
   *
   * @param fillMode what is seen there
   * @param fillValue the value of samples there for the mode {@code constant}, 0 to 255
   * @return the changed augmentation
   */
  public RandomZoom withFill(FillMode fillMode, int fillValue) {
    return new RandomZoom(fraction, fillMode, fillValue);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (fraction > 0) {
      Affine zoom = zoom(canvas.height(), canvas.width(), 1 + Strength.draw(random, fraction));
      canvas.warp(zoom, fillMode, fillValue);
    }
  }

  /** Shows a part of the image that is {@code factor} times its size. */
  static Affine zoom(int height, int width, double factor) {
    return Affine.about(height, width, factor, 0, 0, factor);
  }
}
