package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;

class RandomRotationTest implements AugmentationContract {
  @Override
  public RandomRotation extension() {
    return new RandomRotation(180);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomRotation(0));
  }
}
