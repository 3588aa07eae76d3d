package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;

class RandomContrastTest implements AugmentationContract {
  @Override
  public RandomContrast extension() {
    return new RandomContrast(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomContrast(0));
  }
}
