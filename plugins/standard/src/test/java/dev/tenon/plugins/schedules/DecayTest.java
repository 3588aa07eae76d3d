package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecayTest {
  /** Rates from 0.1 at steps of epochs of 10 steps. */
  private static double[] rates(Schedule schedule, long... steps) {
    return LongStream.of(steps)
        .mapToDouble(
            step ->
                schedule.rate(new Progress(0.1, step, 10, (int) (step / 10), 20, History.EMPTY)))
        .toArray();
  }

  @Test
  void a_constant_rate_is_the_optimizers() {
    assertThat(rates(new Constant(), 0, 7, 199)).containsExactly(0.1, 0.1, 0.1);
  }

  @Test
  void a_line_over_epochs_changes_with_every_step_and_ends_level() {
    assertThat(rates(new LinearDecay(0.02, 4), 0, 1, 10, 20, 39, 40, 100))
        .containsExactly(new double[] {0.1, 0.098, 0.08, 0.06, 0.022, 0.02, 0.02}, within(1e-12));
  }

  @Test
  void a_line_over_steps_counts_steps() {
    assertThat(rates(new LinearDecay(0.02, 4, Unit.STEPS), 0, 1, 2, 4, 10))
        .containsExactly(new double[] {0.1, 0.08, 0.06, 0.02, 0.02}, within(1e-12));
  }

  @Test
  void a_line_may_rise() {
    assertThat(rates(new LinearDecay(0.3, 2, Unit.STEPS), 0, 1, 2))
        .containsExactly(new double[] {0.1, 0.2, 0.3}, within(1e-12));
  }

  @Test
  void an_exponential_decay_shrinks_by_its_factor_in_every_duration() {
    double root = Math.sqrt(0.5);
    assertThat(rates(new ExponentialDecay(0.5, 2), 0, 10, 20, 30, 60))
        .containsExactly(new double[] {0.1, 0.1 * root, 0.05, 0.05 * root, 0.0125}, within(1e-12));
    assertThat(rates(new ExponentialDecay(0.5, 2, Unit.STEPS, false), 0, 1, 2, 6))
        .containsExactly(new double[] {0.1, 0.1 * root, 0.05, 0.0125}, within(1e-12));
  }

  @Test
  void stairs_change_after_whole_durations_alone() {
    assertThat(rates(new ExponentialDecay(0.5, 2).inStairs(), 0, 19, 20, 39, 40))
        .containsExactly(new double[] {0.1, 0.1, 0.05, 0.05, 0.025}, within(1e-12));
  }

  @Test
  void epochs_and_no_stairs_are_the_defaults() {
    assertThat(new LinearDecay(0.1, 3)).isEqualTo(new LinearDecay(0.1, 3, Unit.EPOCHS));
    assertThat(new ExponentialDecay(0.1, 3))
        .isEqualTo(new ExponentialDecay(0.1, 3, Unit.EPOCHS, false));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new LinearDecay(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("endRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new LinearDecay(0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
    assertThatThrownBy(() -> new ExponentialDecay(1.5, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decayRate must be above 0 and at most 1, got 1.5");
    assertThatThrownBy(() -> new ExponentialDecay(0.5, -3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got -3");
  }

  @Nested
  class ConstantLaws implements ScheduleContract {
    @Override
    public Constant extension() {
      return new Constant();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE);
    }
  }

  @Nested
  class LinearDecayLaws implements ScheduleContract {
    @Override
    public LinearDecay extension() {
      return new LinearDecay(1e-5, 4);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
    }
  }

  @Nested
  class ExponentialDecayLaws implements ScheduleContract {
    @Override
    public ExponentialDecay extension() {
      return new ExponentialDecay(0.9, 1);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
    }
  }

  @Nested
  class StairsOfStepsLaws implements ScheduleContract {
    @Override
    public ExponentialDecay extension() {
      return new ExponentialDecay(0.5, 100, Unit.STEPS, true);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
