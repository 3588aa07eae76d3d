package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WarmupTest implements ScheduleContract {
  @Override
  public Warmup extension() {
    return new Warmup(2, new CosineDecay(8));
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void the_last_step_of_the_warm_up_has_the_whole_rate() {
    assertThat(Rates.of(new Warmup(4, new Constant(), Unit.STEPS), 0, 1, 2, 3, 4, 100))
        .containsExactly(new double[] {0.025, 0.05, 0.075, 0.1, 0.1, 0.1}, within(1e-12));
  }

  @Test
  void epochs_are_so_many_steps() {
    assertThat(Rates.of(new Warmup(2), 0, 9, 18, 19, 20))
        .containsExactly(new double[] {0.005, 0.05, 0.095, 0.1, 0.1}, within(1e-12));
  }

  @Test
  void the_schedule_counts_from_the_start() {
    assertThat(Rates.of(new Warmup(2, new LinearDecay(0.02, 4)), 0, 9, 19, 20, 40))
        .containsExactly(new double[] {0.005, 0.082 * 0.5, 0.062, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void the_optimizers_rate_and_epochs_are_the_defaults() {
    assertThat(new Warmup(2)).isEqualTo(new Warmup(2, new Constant(), Unit.EPOCHS));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Warmup(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
  }

  @Nested
  class PlateauLaws implements ScheduleContract {
    @Override
    public Warmup extension() {
      return new Warmup(3, new ReduceOnPlateau(), Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.HISTORY);
    }
  }
}
