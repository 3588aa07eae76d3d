package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolynomialDecayTest implements ScheduleContract {
  @Override
  public PolynomialDecay extension() {
    return new PolynomialDecay(8).withPower(2);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new PolynomialDecay(8))
        .isEqualTo(new PolynomialDecay(8, 1e-4, 1, false, Unit.EPOCHS));
  }

  @Test
  void a_square_flattens_towards_the_end() {
    assertThat(Rates.of(new PolynomialDecay(4).withEndRate(0.02).withPower(2), 0, 20, 30, 40, 100))
        .containsExactly(new double[] {0.1, 0.04, 0.025, 0.02, 0.02}, within(1e-12));
  }

  @Test
  void a_power_of_one_is_a_line() {
    long[] steps = {0, 1, 17, 39, 40, 199};
    assertThat(Rates.of(new PolynomialDecay(4), steps))
        .containsExactly(Rates.of(new LinearDecay(1e-4, 4), steps), within(1e-12));
  }

  @Test
  void a_cycle_lengthens_the_duration_to_its_next_multiple() {
    assertThat(
            Rates.of(
                new PolynomialDecay(4, 0.02, 2, false, Unit.STEPS).inCycles(), 0, 2, 4, 5, 6, 8, 9))
        .containsExactly(
            new double[] {0.1, 0.04, 0.02, 0.08 * 0.375 * 0.375 + 0.02, 0.025, 0.02, 0.025},
            within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new PolynomialDecay(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be positive, got 0");
    assertThatThrownBy(() -> new PolynomialDecay(4).withEndRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("endRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new PolynomialDecay(4).withPower(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("power must be positive and finite, got -1.0");
  }

  @Nested
  class CycleOfStepsLaws implements ScheduleContract {
    @Override
    public PolynomialDecay extension() {
      return new PolynomialDecay(100, 1e-4, 0.5, true, Unit.STEPS);
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }
}
