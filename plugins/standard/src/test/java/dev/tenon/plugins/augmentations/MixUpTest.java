package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.UserError;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.MixingContract;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixUpTest implements MixingContract {
  @Override
  public MixUp extension() {
    return new MixUp();
  }

  @Override
  public Optional<Mixing> ofNoStrength() {
    return Optional.of(new MixUp(0.2, 0));
  }

  @Test
  void samples_are_mixed_in_the_share_that_is_told() {
    Image image = Pictures.random(5, 7, 3, 1);
    Image other = Pictures.random(5, 7, 3, 2);
    for (long seed = 0; seed < 20; seed++) {
      Canvas canvas = new Canvas(image);
      double share = new MixUp(1).mix(canvas, other, new SplittableRandom(seed));
      for (int i = 0; i < image.samples().length; i++) {
        double expected =
            share * (image.samples()[i] & 0xff) + (1 - share) * (other.samples()[i] & 0xff);
        assertThat((double) (canvas.image().samples()[i] & 0xff))
            .isCloseTo(expected, within(0.5 + 1e-9));
      }
    }
  }

  /** Of Beta(a, a), the mean is 1/2 and the variance 1 / (4 (2 a + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 1, 1.5, 4, 60})
  void shares_are_of_the_beta_distribution(double alpha) {
    SplittableRandom random = new SplittableRandom(3);
    int count = 40_000;
    double variance = 1 / (4 * (2 * alpha + 1));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double share = Beta.draw(random, alpha);
      assertThat(share).isBetween(0.0, 1.0);
      sum += share - 0.5;
      squares += (share - 0.5) * (share - 0.5);
    }
    assertThat(sum / count).isCloseTo(0, within(4 * Math.sqrt(variance / count)));
    assertThat(squares / count).isCloseTo(variance, within(0.03 * variance));
  }

  /** Of Beta(2, 2), 3 x^2 - 2 x^3 are below x; of Beta(1/2, 1/2), 2/pi * asin(sqrt(x)). */
  @Test
  void shares_are_spread_as_the_distribution_says() {
    assertThat(below(0.25, 2)).isCloseTo(0.15625, within(0.01));
    assertThat(below(0.25, 0.5)).isCloseTo(1 / 3.0, within(0.01));
    assertThat(below(0.1, 1)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void the_smallest_alpha_gives_shares_too() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 100; i++) {
      assertThat(Beta.draw(random, Double.MIN_VALUE)).isBetween(0.0, 1.0);
    }
  }

  private static double below(double bound, double alpha) {
    SplittableRandom random = new SplittableRandom(8);
    int count = 0;
    for (int i = 0; i < 40_000; i++) {
      count += Beta.draw(random, alpha) < bound ? 1 : 0;
    }
    return count / 40_000.0;
  }

  @Test
  void it_cannot_be_a_part_of_another_augmentation() {
    Image image = Pictures.random(5, 7, 3, 1);
    assertThatThrownBy(() -> new RandomApply(new MixUp(), 1).apply(image, new SplittableRandom(1)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("MixUp mixes an image with another one: list it by itself");
  }

  @Test
  void an_alpha_must_be_positive() {
    assertThatThrownBy(() -> new MixUp(0)).hasMessage("alpha must be positive and finite, got 0.0");
  }
}
