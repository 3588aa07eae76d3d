package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneCycleTest implements ScheduleContract {
  @Override
  public OneCycle extension() {
    return new OneCycle(20);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void defaults_are_those_of_pytorch() {
    assertThat(new OneCycle(20))
        .isEqualTo(new OneCycle(20, 0.3, 25, 1e4, OneCycle.Annealing.COSINE, Unit.EPOCHS));
  }

  @Test
  void the_rate_rises_to_the_optimizers_and_falls_far_below_where_it_began() {
    assertThat(Rates.of(new OneCycle(20), 0, 30, 60, 130, 199, 200))
        .containsExactly(
            new double[] {
              0.004,
              0.052,
              0.1,
              (0.1 + 4e-7) / 2,
              4e-7 + (0.1 - 4e-7) * (1 - Math.cos(Math.PI / 140)) / 2,
              4e-7
            },
            within(1e-12));
  }

  @Test
  void it_stays_at_the_end() {
    assertThat(Rates.of(new OneCycle(2), 20, 21, 199))
        .containsExactly(new double[] {4e-7, 4e-7, 4e-7}, within(1e-12));
  }

  @Test
  void it_may_go_along_lines() {
    assertThat(
            Rates.of(
                new OneCycle(10).withPctStart(0.5).withFactors(10, 100).inLines(),
                0,
                10,
                25,
                50,
                75,
                100))
        .containsExactly(new double[] {0.01, 0.028, 0.055, 0.1, 0.05005, 1e-4}, within(1e-12));
  }

  @Test
  void steps_may_be_counted() {
    assertThat(
            Rates.of(
                new OneCycle(20, 0.3, 25, 1e4, OneCycle.Annealing.COSINE, Unit.STEPS),
                0,
                3,
                6,
                13,
                20))
        .containsExactly(new double[] {0.004, 0.052, 0.1, (0.1 + 4e-7) / 2, 4e-7}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new OneCycle(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
    assertThatThrownBy(() -> new OneCycle(9).withPctStart(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pctStart must be above 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new OneCycle(9).withFactors(0.5, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("divFactor must be at least 1 and finite, got 0.5");
    assertThatThrownBy(() -> new OneCycle(9).withFactors(2, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("finalDivFactor must be at least 1 and finite, got 0.5");
  }

  @Nested
  class LinesOfStepsLaws implements ScheduleContract {
    @Override
    public OneCycle extension() {
      return new OneCycle(100, 0.4, 10, 10, OneCycle.Annealing.LINEAR, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
