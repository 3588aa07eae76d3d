package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CosineDecayRestartsTest implements ScheduleContract {
  @Override
  public CosineDecayRestarts extension() {
    return new CosineDecayRestarts(2);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new CosineDecayRestarts(2))
        .isEqualTo(new CosineDecayRestarts(2, 2, 1, 0, Unit.EPOCHS));
  }

  @Test
  void each_period_is_longer_than_the_one_before() {
    assertThat(Rates.of(new CosineDecayRestarts(2), 0, 10, 20, 40, 60, 100, 140))
        .containsExactly(new double[] {0.1, 0.05, 0.1, 0.05, 0.1, 0.05, 0.1}, within(1e-12));
  }

  @Test
  void each_period_may_begin_lower_than_the_one_before() {
    assertThat(Rates.of(new CosineDecayRestarts(2).withPeriods(2, 0.5), 0, 10, 20, 40, 60, 100))
        .containsExactly(new double[] {0.1, 0.05, 0.05, 0.025, 0.025, 0.0125}, within(1e-12));
  }

  @Test
  void periods_may_be_equal() {
    assertThat(Rates.of(new CosineDecayRestarts(2).withPeriods(1, 0.5), 0, 10, 20, 30, 40, 50))
        .containsExactly(new double[] {0.1, 0.05, 0.05, 0.025, 0.025, 0.0125}, within(1e-12));
  }

  @Test
  void alpha_is_the_least_share() {
    assertThat(Rates.of(new CosineDecayRestarts(2).withAlpha(0.2), 0, 10, 20, 40))
        .containsExactly(new double[] {0.1, 0.06, 0.1, 0.06}, within(1e-12));
  }

  @Test
  void every_period_begins_at_its_very_step() {
    CosineDecayRestarts schedule = new CosineDecayRestarts(1, 10, 1, 0, Unit.STEPS);
    long start = 0;
    long length = 1;
    for (int period = 0; period < 14; period++) {
      assertThat(Rates.of(schedule, start)).as("start of %d", period).containsExactly(0.1);
      if (period > 1) {
        assertThat(Rates.of(schedule, start - 1)[0]).as("end before %d", period).isLessThan(0.03);
      }
      start += length;
      length *= 10;
    }
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new CosineDecayRestarts(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("firstDuration must be positive, got 0");
    assertThatThrownBy(() -> new CosineDecayRestarts(2).withPeriods(0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tMul must be at least 1 and finite, got 0.5");
    assertThatThrownBy(() -> new CosineDecayRestarts(2).withPeriods(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mMul must be above 0 and at most 1, got 0.0");
    assertThatThrownBy(() -> new CosineDecayRestarts(2).withAlpha(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be from 0 to 1, got -1.0");
  }

  @Nested
  class EqualPeriodsOfStepsLaws implements ScheduleContract {
    @Override
    public CosineDecayRestarts extension() {
      return new CosineDecayRestarts(100, 1, 0.9, 0.01, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
