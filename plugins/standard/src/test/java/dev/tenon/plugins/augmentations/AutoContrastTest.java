package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AutoContrastTest implements AugmentationContract {
  @Override
  public AutoContrast extension() {
    return new AutoContrast();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public List<Image> images(RandomGenerator random) {
    return AugmentationContract.super.images(random).stream().map(AutoContrastTest::pale).toList();
  }

  private static Image pale(Image image) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (60 + (samples[i] & 0x7f));
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }

  private static Image stretched(Image image) {
    return new AutoContrast().apply(image, always(false));
  }

  @Test
  void the_least_becomes_black_and_the_greatest_white() {
    assertThat(stretched(of(1, 3, 1, 50, 100, 150))).isEqualTo(of(1, 3, 1, 0, 128, 255));
    assertThat(stretched(of(1, 4, 1, 10, 11, 12, 13))).isEqualTo(of(1, 4, 1, 0, 85, 170, 255));
  }

  @Test
  void channels_are_stretched_apart_and_one_level_stays() {
    assertThat(stretched(of(1, 2, 3, 10, 70, 0, 20, 70, 255)))
        .isEqualTo(of(1, 2, 3, 0, 70, 0, 255, 70, 255));
  }

  @Test
  void every_level_between_is_the_nearest() {
    for (int greatest = 1; greatest < 256; greatest++) {
      for (int value = 0; value <= greatest; value++) {
        double exact = 255.0 * value / greatest;
        assertThat(stretched(of(1, 3, 1, 0, value, greatest)).at(0, 1, 0))
            .isEqualTo((int) Math.floor(exact + 0.5));
      }
    }
  }
}
