package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PiecewiseConstantDecayTest implements ScheduleContract {
  @Override
  public PiecewiseConstantDecay extension() {
    return new PiecewiseConstantDecay(List.of(1L, 5L), List.of(1.0, 0.5, 0.1));
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void the_step_at_a_boundary_still_has_the_rate_before_it() {
    // The example of Keras: 1.0 for the first 100001 steps, 0.5 for the next 10000, then 0.1.
    PiecewiseConstantDecay schedule =
        new PiecewiseConstantDecay(List.of(100_000L, 110_000L), List.of(1.0, 0.5, 0.1), Unit.STEPS);

    assertThat(Rates.of(schedule, 0, 100000, 100001, 110000, 110001, 1000000))
        .containsExactly(new double[] {1, 1, 0.5, 0.5, 0.1, 0.1}, within(1e-12));
  }

  @Test
  void boundaries_are_epochs_by_default() {
    assertThat(
            Rates.of(new PiecewiseConstantDecay(List.of(2L), List.of(0.5, 0.25)), 0, 20, 21, 199))
        .containsExactly(new double[] {0.5, 0.5, 0.25, 0.25}, within(1e-12));
  }

  @Test
  void without_boundaries_one_rate_is_left() {
    assertThat(Rates.of(new PiecewiseConstantDecay(List.of(), List.of(0.5)), 0, 199))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(2L), List.of(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values must be one more than boundaries, got 1 for 1");
    assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(2L, 2L), List.of(0.5, 0.2, 0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("boundaries must increase and not be negative, got [2, 2]");
    assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(-1L), List.of(0.5, 0.2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("boundaries must increase and not be negative, got [-1]");
    assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(1L), List.of(0.5, 0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each of values must be positive and finite, got 0.0");
  }

  @Nested
  class StepLaws implements ScheduleContract {
    @Override
    public PiecewiseConstantDecay extension() {
      return new PiecewiseConstantDecay(List.of(100L), List.of(1e-3, 1e-4), Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.STEP);
    }
  }
}
