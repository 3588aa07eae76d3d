package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RandomInvertTest implements AugmentationContract {
  @Override
  public RandomInvert extension() {
    return new RandomInvert();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomInvert(0));
  }

  @Test
  void light_becomes_dark() {
    assertThat(new RandomInvert(1).apply(of(1, 2, 2, 0, 1, 128, 255), always(false)))
        .isEqualTo(of(1, 2, 2, 255, 254, 127, 0));
  }
}
