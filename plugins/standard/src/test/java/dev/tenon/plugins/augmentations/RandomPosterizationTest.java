package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RandomPosterizationTest implements AugmentationContract {
  @Override
  public RandomPosterization extension() {
    return new RandomPosterization(3);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomPosterization(8, 1));
  }

  private static Image posterized(Image image, int bits) {
    return new RandomPosterization(bits, 1).apply(image, always(false));
  }

  @Test
  void the_highest_bits_stay() {
    Image image = of(1, 5, 1, 0, 127, 128, 0xab, 255);
    assertThat(posterized(image, 1)).isEqualTo(of(1, 5, 1, 0, 0, 128, 128, 128));
    assertThat(posterized(image, 4)).isEqualTo(of(1, 5, 1, 0, 112, 128, 0xa0, 240));
  }

  @Test
  void levels_are_rounded_down_to_multiples() {
    Image image = Pictures.random(20, 20, 3, 1);
    for (int bits = 1; bits <= 8; bits++) {
      double step = Math.pow(2, 8 - bits);
      Image posterized = posterized(image, bits);
      for (int i = 0; i < 400; i++) {
        assertThat((double) posterized.at(i / 20, i % 20, 1))
            .isEqualTo(Math.floor(image.at(i / 20, i % 20, 1) / step) * step);
      }
    }
  }
}
