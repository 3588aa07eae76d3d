package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void numbers_have_settled_once_the_largest_is_two_percent_above_the_least() {
    assertThat(WarmUp.settled(101, 100, 102)).isTrue();
    assertThat(WarmUp.settled(101, 100, 102.1)).isFalse();
  }

  @Test
  void nothing_has_settled_before_three_windows_are_over() {
    assertThat(WarmUp.settled(100, 100, Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void whole_windows_are_run_and_counted() {
    AtomicInteger runs = new AtomicInteger();
    WarmUp.Outcome outcome = new WarmUp(5, 0).of(runs::incrementAndGet);
    assertThat(outcome).isEqualTo(new WarmUp.Outcome(5, false));
    assertThat(runs).hasValue(5);
  }

  @Test
  void a_table_says_what_did_not_settle_in_one_of_the_processes() {
    Times runs = new Times(new double[] {30, 10, 20});
    assertThat(WarmUp.cell(runs, new Times(new double[] {1, 1, 1}))).isEqualTo("20");
    assertThat(WarmUp.cell(runs, new Times(new double[] {1, 0, 1}))).isEqualTo("20, not warm");
  }
}
