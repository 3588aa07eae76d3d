package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RandomFlipTest implements AugmentationContract {
  @Parameter private RandomFlip.Mode mode;

  @Override
  public RandomFlip extension() {
    return new RandomFlip(mode);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }
}
