package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;

class RandomZoomTest implements AugmentationContract {
  @Override
  public RandomZoom extension() {
    return new RandomZoom(0.9);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomZoom(0));
  }
}
