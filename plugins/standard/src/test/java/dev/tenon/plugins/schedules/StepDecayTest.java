package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StepDecayTest implements ScheduleContract {
  @Override
  public StepDecay extension() {
    return new StepDecay(2);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void the_rate_falls_to_a_tenth_after_every_duration() {
    assertThat(Rates.of(new StepDecay(3), 0, 29, 30, 59, 60))
        .containsExactly(new double[] {0.1, 0.1, 0.01, 0.01, 0.001}, within(1e-12));
  }

  @Test
  void another_factor_and_steps_may_be_given() {
    assertThat(Rates.of(new StepDecay(4, 0.5, Unit.STEPS), 0, 3, 4, 7, 8))
        .containsExactly(new double[] {0.1, 0.1, 0.05, 0.05, 0.025}, within(1e-12));
    assertThat(new StepDecay(3).withDecayRate(0.5)).isEqualTo(new StepDecay(3, 0.5, Unit.EPOCHS));
  }

  @Test
  void stairs_of_an_exponential_decay_are_the_same() {
    long[] steps = {0, 1, 19, 20, 21, 45, 199};
    assertThat(Rates.of(new StepDecay(2, 0.5, Unit.EPOCHS), steps))
        .containsExactly(Rates.of(new ExponentialDecay(0.5, 2).inStairs(), steps));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new StepDecay(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
    assertThatThrownBy(() -> new StepDecay(3).withDecayRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decayRate must be above 0 and at most 1, got 0.0");
    assertThatThrownBy(() -> new StepDecay(3).withDecayRate(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decayRate must be above 0 and at most 1, got 1.5");
  }

  @Nested
  class StepLaws implements ScheduleContract {
    @Override
    public StepDecay extension() {
      return new StepDecay(100, 0.5, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
