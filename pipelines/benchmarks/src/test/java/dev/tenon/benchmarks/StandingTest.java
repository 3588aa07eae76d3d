package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingTest {
  private final Standing standing = new Standing();

  StandingTest() {
    for (double millis : new double[] {10, 20, 30}) {
      standing.add(Contender.TENON, new double[] {0, millis});
    }
  }

  @Test
  void ratios_are_taken_round_by_round() {
    for (double millis : new double[] {40, 20, 15}) {
      standing.add(Contender.DJL, new double[] {0, millis});
    }
    assertThat(standing.ratio(Contender.DJL, 1)).isEqualTo("1.00 (0.25 to 2.00)");
  }

  @Test
  void a_framework_that_sat_rounds_out_is_compared_in_the_others() {
    standing.add(Contender.DL4J, new double[] {0, 40});
    assertThat(standing.ratio(Contender.DL4J, 1)).isEqualTo("0.25");
  }

  @Test
  void tenon_is_not_compared_with_itself() {
    assertThat(standing.ratio(Contender.TENON, 1)).isEmpty();
  }
}
