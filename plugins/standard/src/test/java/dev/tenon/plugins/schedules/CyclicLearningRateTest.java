package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CyclicLearningRateTest implements ScheduleContract {
  @Override
  public CyclicLearningRate extension() {
    return new CyclicLearningRate(0.5, 4);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void defaults_are_those_of_pytorch() {
    assertThat(new CyclicLearningRate(0.5, 4))
        .isEqualTo(
            new CyclicLearningRate(0.5, 4, CyclicLearningRate.Mode.TRIANGULAR, 1, Unit.EPOCHS));
  }

  @Test
  void the_rate_goes_up_and_back_in_lines() {
    assertThat(Rates.of(new CyclicLearningRate(0.5, 4), 0, 20, 40, 60, 80, 100, 120, 160))
        .containsExactly(new double[] {0.1, 0.3, 0.5, 0.3, 0.1, 0.3, 0.5, 0.1}, within(1e-12));
  }

  @Test
  void each_cycle_may_be_half_as_high() {
    assertThat(Rates.of(new CyclicLearningRate(0.5, 4).halving(), 0, 40, 80, 120, 160, 200))
        .containsExactly(new double[] {0.1, 0.5, 0.1, 0.3, 0.1, 0.2}, within(1e-12));
  }

  @Test
  void the_height_may_shrink_all_the_time() {
    assertThat(Rates.of(new CyclicLearningRate(0.5, 4).shrinkingBy(0.5), 0, 20, 40, 80, 120))
        .containsExactly(
            new double[] {0.1, 0.1 + 0.2 * 0.25, 0.1 + 0.4 / 16, 0.1, 0.1 + 0.4 / 4096},
            within(1e-12));
  }

  @Test
  void steps_may_be_counted() {
    assertThat(
            Rates.of(
                new CyclicLearningRate(0.5, 4, CyclicLearningRate.Mode.EXP_RANGE, 0.5, Unit.STEPS),
                0,
                2,
                4,
                12))
        .containsExactly(
            new double[] {0.1, 0.1 + 0.2 * 0.25, 0.1 + 0.4 / 16, 0.1 + 0.4 / 4096}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new CyclicLearningRate(0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new CyclicLearningRate(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stepSize must be positive, got 0");
    assertThatThrownBy(() -> new CyclicLearningRate(0.5, 4).shrinkingBy(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gamma must be above 0 and at most 1, got 2.0");
    assertThatThrownBy(
            () ->
                new CyclicLearningRate(0.5, 4, CyclicLearningRate.Mode.TRIANGULAR, 0.5, Unit.STEPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gamma is of mode exp_range alone, got triangular");
  }

  @Nested
  class HalvingLaws implements ScheduleContract {
    @Override
    public CyclicLearningRate extension() {
      return new CyclicLearningRate(0.5, 3).halving();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
    }
  }

  @Nested
  class ShrinkingStepsLaws implements ScheduleContract {
    @Override
    public CyclicLearningRate extension() {
      return new CyclicLearningRate(0.5, 50, CyclicLearningRate.Mode.EXP_RANGE, 0.99, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
