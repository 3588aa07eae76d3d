package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Applies a few changes of one strength, drawn evenly from fourteen.
 *
 * <p>With {@code m = magnitude / 30}, each may be any of these, again the same one, too:
 *
 * <pre>
 * identity
 * shear x, shear y             by 0.3 m pixels a pixel, from the centre
 * translate x, translate y     by 150 / 331 m of the width or height
 * rotate                       by 30 m degrees
 * brightness, color, contrast, sharpness   by the factor 1 + 0.9 m
 * posterize                    dropping 4 m bits, rounded
 * solarize                     inverting the lightest 256 m levels
 * auto contrast, equalize
 * </pre>
 *
 * <p>Shear, translation, rotation and factors go the other way in half of the cases ({@code 1 - 0.9
 * m}). Geometry is that of {@link RandomRotation} and its kind, so the nearest pixel fills what
 * lies outside the image, and neighbours are sampled once; contrast is about each channel's mean.
 * On an image of one channel, color does nothing.
 *
 * <p>See Cubuk et al., <i>RandAugment: Practical Automated Data Augmentation with a Reduced Search
 * Space</i>, 2020; changes, ranges and defaults are torchvision's. Keras's {@code RandAugment} has
 * a factor from 0 to 1 instead of the magnitude, and other ranges. Example: {@code
 * experiment.withAugmentations(new RandAugment())}.
 *
 * @param numOps how many changes follow one another, from 0; 2 by default, as in Keras and
 *     torchvision
 * @param magnitude their strength, 0 to 30; 9 by default, as in torchvision
 */
public record RandAugment(int numOps, int magnitude) implements Augmentation {
  private static final int MOST = 30;
  private static final double WAY = 150.0 / 331;
  private static final List<Choice> CHOICES =
      Choice.fourteen(
          0.3,
          (strength, canvas) -> strength * WAY * canvas.width(),
          (strength, canvas) -> strength * WAY * canvas.height(),
          30,
          0.9,
          4);

  /** Checks number and strength. */
  public RandAugment {
    if (numOps < 0) {
      throw new IllegalArgumentException("numOps must not be negative, got " + numOps);
    }
    Strength.check("magnitude", magnitude, MOST);
  }

  /** Applies two changes of magnitude 9. */
  public RandAugment() {
    this(2, 9);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    for (int i = 0; i < numOps; i++) {
      Choice.draw(CHOICES, random).apply(canvas, (double) magnitude / MOST, random);
    }
  }
}
