package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InverseTimeDecayTest implements ScheduleContract {
  @Override
  public InverseTimeDecay extension() {
    return new InverseTimeDecay(0.5, 1);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void the_divisor_grows_by_the_decay_rate_in_every_duration() {
    assertThat(Rates.of(new InverseTimeDecay(0.5, 2), 0, 10, 20, 40, 120))
        .containsExactly(new double[] {0.1, 0.08, 0.1 / 1.5, 0.05, 0.025}, within(1e-12));
  }

  @Test
  void stairs_change_after_whole_durations_alone() {
    assertThat(Rates.of(new InverseTimeDecay(1, 2).inStairs(), 0, 19, 20, 39, 40))
        .containsExactly(new double[] {0.1, 0.1, 0.05, 0.05, 0.1 / 3}, within(1e-12));
  }

  @Test
  void steps_may_be_counted() {
    assertThat(Rates.of(new InverseTimeDecay(1, 4, Unit.STEPS, false), 0, 1, 4, 12))
        .containsExactly(new double[] {0.1, 0.08, 0.05, 0.025}, within(1e-12));
  }

  @Test
  void epochs_and_no_stairs_are_the_defaults() {
    assertThat(new InverseTimeDecay(0.5, 3))
        .isEqualTo(new InverseTimeDecay(0.5, 3, Unit.EPOCHS, false));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new InverseTimeDecay(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decayRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new InverseTimeDecay(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
  }

  @Nested
  class StairsOfStepsLaws implements ScheduleContract {
    @Override
    public InverseTimeDecay extension() {
      return new InverseTimeDecay(0.5, 100, Unit.STEPS, true);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
