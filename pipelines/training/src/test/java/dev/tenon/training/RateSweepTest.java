package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateSweepTest {
  @Test
  void rates_rise_by_one_factor_from_the_least_to_the_greatest() {
    RateSweep doubled = new RateSweep(0.5, 512, 11, 0.9);

    assertThat(doubled.rate(0)).isEqualTo(0.5);
    for (int i = 1; i < doubled.steps(); i++) {
      assertThat(doubled.rate(i) / doubled.rate(i - 1)).isCloseTo(2, within(1e-12));
    }
    assertThat(doubled.rate(10)).isEqualTo(512);
  }

  @Test
  void the_default_goes_through_eight_powers_of_ten_in_a_hundred_steps() {
    assertThat(new RateSweep()).isEqualTo(new RateSweep(1e-7, 10, 100, 0.98));
    assertThat(new RateSweep().rate(0)).isEqualTo(1e-7);
    assertThat(new RateSweep().rate(99)).isCloseTo(10, within(1e-12));
  }

  @Test
  void rates_that_are_none_are_refused_with_both() {
    double[][] wrong = {
      {0, 1}, {-1, 1}, {1, 1}, {1, 0.1}, {1e-60, 1}, {1, 1e60}, {Double.NaN, 1}, {1, Double.NaN}
    };
    for (double[] rates : wrong) {
      assertThatThrownBy(() -> new RateSweep(rates[0], rates[1], 100, 0.98))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("positive and below the greatest, got " + rates[0])
          .hasMessageEndingWith(" and " + rates[1]);
    }
  }

  @Test
  void too_few_steps_and_a_smoothing_that_forgets_nothing_or_too_much_are_refused() {
    assertThatThrownBy(() -> new RateSweep(0.1, 1, 9, 0.98))
        .hasMessageContaining("10 steps, got 9");
    for (double smoothing : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new RateSweep(0.1, 1, 10, smoothing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("below 1, got " + smoothing);
    }
  }
}
