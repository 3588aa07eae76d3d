package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CosineDecayTest implements ScheduleContract {
  @Override
  public CosineDecay extension() {
    return new CosineDecay(8);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void the_rate_falls_along_half_a_wave() {
    double quarter = (1 + Math.sqrt(0.5)) / 2;
    assertThat(Rates.of(new CosineDecay(4), 0, 10, 20, 30, 40, 100))
        .containsExactly(
            new double[] {0.1, 0.1 * quarter, 0.05, 0.1 * (1 - quarter), 0, 0}, within(1e-12));
  }

  @Test
  void alpha_is_the_last_share() {
    assertThat(Rates.of(new CosineDecay(4).withAlpha(0.2), 0, 20, 40, 199))
        .containsExactly(new double[] {0.1, 0.06, 0.02, 0.02}, within(1e-12));
  }

  @Test
  void steps_may_be_counted() {
    assertThat(Rates.of(new CosineDecay(6, 0, Unit.STEPS), 0, 2, 3, 4))
        .containsExactly(new double[] {0.1, 0.075, 0.05, 0.025}, within(1e-12));
  }

  @Test
  void epochs_and_no_alpha_are_the_defaults() {
    assertThat(new CosineDecay(8)).isEqualTo(new CosineDecay(8, 0, Unit.EPOCHS));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new CosineDecay(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
    assertThatThrownBy(() -> new CosineDecay(8).withAlpha(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be from 0 to 1, got 1.5");
    assertThatThrownBy(() -> new CosineDecay(8).withAlpha(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be from 0 to 1, got NaN");
  }

  @Nested
  class StepLaws implements ScheduleContract {
    @Override
    public CosineDecay extension() {
      return new CosineDecay(100, 0.1, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
