package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SolarizationTest implements AugmentationContract {
  @Override
  public Solarization extension() {
    return new Solarization();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new Solarization(256));
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  private static Image solarized(Image image, int threshold, int addition) {
    return new Solarization(threshold, addition).apply(image, always(false));
  }

  @Test
  void levels_from_the_threshold_on_are_inverted() {
    Image image = of(1, 5, 1, 0, 100, 127, 128, 255);
    assertThat(extension().apply(image, always(false))).isEqualTo(of(1, 5, 1, 0, 100, 127, 127, 0));
    assertThat(solarized(image, 0, 0)).isEqualTo(of(1, 5, 1, 255, 155, 128, 127, 0));
    assertThat(solarized(image, 255, 0)).isEqualTo(of(1, 5, 1, 0, 100, 127, 128, 0));
  }

  @Test
  void what_is_added_counts_for_the_threshold() {
    assertThat(solarized(of(1, 4, 1, 0, 27, 28, 250), 128, 100))
        .isEqualTo(of(1, 4, 1, 100, 127, 127, 0));
  }
}
