package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RandomGammaTest implements AugmentationContract {
  @Override
  public RandomGamma extension() {
    return new RandomGamma(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomGamma(0));
  }

  private static int powered(int value, double exponent) {
    return RandomGamma.power(exponent)[value] & 0xff;
  }

  @Test
  void middle_tones_move_and_the_ends_stay() {
    // 255 * (128 / 255)^2 = 64.25, and 255 * sqrt(64 / 255) = 127.75.
    assertThat(powered(128, 2)).isEqualTo(64);
    assertThat(powered(64, 0.5)).isEqualTo(128);
    for (double exponent : new double[] {0.1, 0.5, 2, 10}) {
      assertThat(powered(0, exponent)).isZero();
      assertThat(powered(255, exponent)).isEqualTo(255);
    }
  }

  @Test
  void it_reaches_the_inverse_of_its_greatest_exponent() {
    assertThat(new RandomGamma(1).apply(of(1, 2, 1, 64, 255), always(false)))
        .isEqualTo(of(1, 2, 1, 128, 255));
  }
}
