package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;

class RandomBrightnessTest implements AugmentationContract {
  @Override
  public RandomBrightness extension() {
    return new RandomBrightness(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomBrightness(0));
  }
}
