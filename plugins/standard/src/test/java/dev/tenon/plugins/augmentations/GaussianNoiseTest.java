package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest implements AugmentationContract {
  @Override
  public GaussianNoise extension() {
    return new GaussianNoise();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new GaussianNoise(0));
  }

  @Test
  void samples_are_spread_as_the_normal_distribution_is() {
    byte[] grey = new byte[200 * 200 * 3];
    Arrays.fill(grey, (byte) 128);
    byte[] noisy =
        new GaussianNoise(0.1)
            .apply(new Image(200, 200, 3, grey), new SplittableRandom(3))
            .samples();
    double sum = 0;
    double squares = 0;
    int[] within = new int[4];
    for (byte sample : noisy) {
      double change = (sample & 0xff) - 128;
      sum += change;
      squares += change * change;
      for (int k = 1; k < 4; k++) {
        within[k] += Math.abs(change) < k * 25.5 ? 1 : 0;
      }
    }
    double count = noisy.length;
    assertThat(sum / count).isCloseTo(0, within(0.3));
    // Rounding adds 1/12 to the variance; a twelve-thousandth of the tails is missing.
    assertThat(Math.sqrt(squares / count - 1 / 12.0)).isCloseTo(25.5, within(0.2));
    assertThat(within[1] / count).isCloseTo(0.6827, within(0.005));
    assertThat(within[2] / count).isCloseTo(0.9545, within(0.003));
    assertThat(within[3] / count).isCloseTo(0.9973, within(0.001));
  }

  @Test
  void neighbours_get_noise_of_their_own() {
    byte[] grey = new byte[120_000];
    Arrays.fill(grey, (byte) 128);
    byte[] noisy =
        new GaussianNoise(0.1)
            .apply(new Image(200, 600, 1, grey), new SplittableRandom(4))
            .samples();
    for (int lag = 1; lag <= 6; lag++) {
      double products = 0;
      for (int i = lag; i < noisy.length; i++) {
        products += ((noisy[i] & 0xff) - 128) * ((noisy[i - lag] & 0xff) - 128);
      }
      assertThat(products / noisy.length / (25.5 * 25.5)).isCloseTo(0, within(0.015));
    }
  }

  @Test
  void the_lowest_draw_is_the_lowest_quantile_and_results_stay_in_range() {
    // Of 4096 quantiles the first is at 1/8192, where z = -3.668.
    assertThat(new GaussianNoise(0.1).apply(of(1, 3, 1, 0, 93, 255), always(false)))
        .isEqualTo(of(1, 3, 1, 0, 0, 161));
    assertThat(new GaussianNoise(0.1).apply(of(1, 3, 1, 0, 162, 255), always(true)))
        .isEqualTo(of(1, 3, 1, 94, 255, 255));
  }

  @Test
  void quantiles_agree_with_published_ones() {
    // By chance below: z(0.5001), z(0.8414), z(0.975), z(0.9985), z(0.99988).
    assertThat(quantile(2048)).isCloseTo(0.000306, within(2e-4));
    assertThat(quantile((int) (0.841345 * 4096))).isCloseTo(1, within(1e-3));
    assertThat(quantile((int) (0.975002 * 4096))).isCloseTo(1.96, within(3e-3));
    assertThat(quantile((int) (0.998650 * 4096))).isCloseTo(3, within(2e-2));
    assertThat(quantile(4095)).isCloseTo(3.6679, within(1e-3));
    for (int i = 0; i < 2048; i++) {
      assertThat(quantile(i)).isEqualTo(-quantile(4095 - i));
    }
  }

  private static double quantile(int index) {
    return Quantiles.of(index) / 4096.0;
  }
}
