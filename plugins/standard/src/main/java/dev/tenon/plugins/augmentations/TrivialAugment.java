package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Applies one change of a strength of chance, drawn evenly from fourteen; nothing needs tuning.
 *
 * <p>With {@code m} drawn evenly from 0, 1/30, 2/30, ... 1, it is one of these, the paper's wide
 * set:
 *
 * <pre>
 * identity
 * shear x, shear y             by 0.99 m pixels a pixel, from the centre
 * translate x, translate y     by 32 m pixels
 * rotate                       by 135 m degrees
 * brightness, color, contrast, sharpness   by the factor 1 + 0.99 m
 * posterize                    dropping 6 m bits, rounded
 * solarize                     inverting the lightest 256 m levels
 * auto contrast, equalize
 * </pre>
 *
 * <p>Shear, translation, rotation and factors go the other way in half of the cases. Geometry is
 * that of {@link RandomRotation} and its kind, so the nearest pixel fills what lies outside the
 * image; contrast is about each channel's mean. On an image of one channel, color does nothing. On
 * small images, such as those of 28 x 28, a translation may show nothing but an edge: {@link
 * RandAugment} has parts of the size instead.
 *
 * <p>See Müller and Hutter, <i>TrivialAugment: Tuning-free Yet State-of-the-Art Data
 * Augmentation</i>, 2021; torchvision calls it {@code TrivialAugmentWide}. Example: {@code
 * experiment.withAugmentations(new TrivialAugment())}.
 */
public record TrivialAugment() implements Augmentation {
  private static final int MOST = 30;
  private static final double PIXELS = 32;
  private static final List<Choice> CHOICES =
      Choice.fourteen(
          0.99,
          (strength, canvas) -> strength * PIXELS,
          (strength, canvas) -> strength * PIXELS,
          135,
          0.99,
          6);

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    double strength = (double) random.nextInt(MOST + 1) / MOST;
    Choice.draw(CHOICES, random).apply(canvas, strength, random);
  }
}
