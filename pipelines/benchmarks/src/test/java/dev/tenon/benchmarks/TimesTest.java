package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    assertThat(new Times(new double[] {4, 1, 2, 3}).median()).isEqualTo(2.5);
  }

  @Test
  void a_spread_is_the_median_and_the_range() {
    assertThat(new Times(new double[] {9.5, 123.4, 10.25}).spread())
        .isEqualTo("10.3 (9.50 to 123)");
  }

  @Test
  void a_single_number_has_no_range() {
    assertThat(new Times(new double[] {99.94}).spread()).isEqualTo("99.9");
  }

  @Test
  void one_run_is_measured_even_if_there_is_no_time() {
    assertThat(Times.of(3, 0, () -> {}).millis()).hasSize(1);
  }
}
