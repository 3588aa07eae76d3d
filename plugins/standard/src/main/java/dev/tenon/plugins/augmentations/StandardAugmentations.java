package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the augmentations that ship with Tenon. */
public final class StandardAugmentations implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(RandomApply.class);
    to.add(RandomFlip.class);
    to.add(RandomRotation.class);
    to.add(RandomShift.class);
    to.add(RandomZoom.class);
    to.add(RandomShear.class);
    to.add(RandomAffine.class);
    to.add(RandomPerspective.class);
    to.add(RandomElastic.class);
    to.add(RandomCrop.class);
    to.add(RandomResizedCrop.class);
    to.add(CenterCrop.class);
    to.add(Pad.class);
    to.add(Resizing.class);
    to.add(MixUp.class);
    to.add(CutMix.class);
    to.add(RandomBrightness.class);
    to.add(RandomContrast.class);
    to.add(RandomSaturation.class);
    to.add(RandomHue.class);
    to.add(RandomColorJitter.class);
    to.add(RandomGamma.class);
    to.add(RandomGrayscale.class);
    to.add(RandomInvert.class);
    to.add(RandomPosterization.class);
    to.add(Solarization.class);
    to.add(Equalization.class);
    to.add(AutoContrast.class);
    to.add(RandomSharpness.class);
    to.add(RandomGaussianBlur.class);
    to.add(GaussianNoise.class);
    to.add(RandomJpegQuality.class);
    to.add(RandomErasing.class);
    to.add(GridMask.class);
    to.add(RandAugment.class);
    to.add(TrivialAugment.class);
    to.add(AugMix.class);
  }
}
