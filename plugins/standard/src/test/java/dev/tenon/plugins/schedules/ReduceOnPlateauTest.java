package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.ScheduleContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReduceOnPlateauTest implements ScheduleContract {
  private static final ReduceOnPlateau HALVE =
      new ReduceOnPlateau().withFactor(0.5).withMinDelta(0);

  @Override
  public ReduceOnPlateau extension() {
    return new ReduceOnPlateau();
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.HISTORY);
  }

  /** The rates of the epochs after each value, from a first rate of 1. */
  private static double[] rates(ReduceOnPlateau schedule, double... values) {
    double[] rates = new double[values.length];
    History history = History.EMPTY;
    for (int i = 0; i < values.length; i++) {
      history = history.with(new History.Epoch(i + 1, Map.of(schedule.monitor(), values[i])));
      rates[i] = schedule.rate(new Progress(1, (i + 1) * 10L, 10, i + 1, 100, history));
    }
    return rates;
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new ReduceOnPlateau())
        .isEqualTo(new ReduceOnPlateau("val_loss", 0.1, 10, 1e-4, 0, 0));
  }

  @Test
  void the_first_epoch_has_the_optimizers_rate() {
    assertThat(new ReduceOnPlateau().rate(new Progress(0.3, 0, 10, 0, 9, History.EMPTY)))
        .isEqualTo(0.3);
  }

  @Test
  void ten_lost_epochs_divide_the_rate_by_ten() {
    double[] flat = new double[22];
    java.util.Arrays.fill(flat, 0.5);
    double[] rates = rates(new ReduceOnPlateau(), flat);

    // The first epoch is the best; the eleventh is the tenth that is lost.
    assertThat(rates[9]).isEqualTo(1);
    assertThat(rates[10]).isCloseTo(0.1, within(1e-12));
    assertThat(rates[19]).isCloseTo(0.1, within(1e-12));
    assertThat(rates[20]).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void an_improvement_starts_the_count_again() {
    assertThat(rates(HALVE.withPatience(2), 5, 6, 4, 5, 5, 5, 3, 3, 3))
        .containsExactly(1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25);
  }

  @Test
  void a_change_within_the_least_delta_is_no_improvement() {
    ReduceOnPlateau schedule = HALVE.withPatience(1).withMinDelta(0.25);

    // 4.75 is not below 5 - 0.25, and the best stays 5; 4.5 is.
    assertThat(rates(schedule, 5, 4.75, 4.5, 4.5)).containsExactly(1, 0.5, 0.5, 0.25);
  }

  @Test
  void epochs_of_cooling_down_are_not_counted() {
    // Reduced after the second epoch; the third cools down, and the fourth, in which cooling ends,
    // is counted again, as Keras decrements before it looks.
    assertThat(rates(HALVE.withPatience(1).withCooldown(2), 1, 1, 1, 1, 1, 1, 1))
        .containsExactly(1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125);
    assertThat(rates(HALVE.withPatience(2).withCooldown(3), 1, 1, 1, 1, 1, 1, 1, 1))
        .containsExactly(1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void an_improvement_while_cooling_down_is_the_new_best() {
    assertThat(rates(HALVE.withPatience(1).withCooldown(2), 3, 3, 2, 2.5, 1.5, 1.5))
        .containsExactly(1, 0.5, 0.5, 0.25, 0.25, 0.125);
  }

  @Test
  void the_rate_never_falls_below_the_floor() {
    assertThat(rates(HALVE.withPatience(1).withFloor(0.3), 1, 1, 1, 1, 1))
        .containsExactly(1, 0.5, 0.3, 0.3, 0.3);
  }

  @Test
  void a_rate_that_starts_below_the_floor_stays() {
    ReduceOnPlateau schedule = HALVE.withPatience(1).withFloor(2);

    assertThat(rates(schedule, 1, 1, 1)).containsExactly(1, 1, 1);
  }

  @Test
  void an_accuracy_should_rise() {
    assertThat(rates(HALVE.withPatience(1).withMonitor("val_accuracy"), 0.5, 0.6, 0.7, 0.7, 0.6))
        .containsExactly(1, 1, 1, 0.5, 0.25);
  }

  @Test
  void a_patience_of_zero_acts_as_one() {
    assertThat(rates(HALVE.withPatience(0), 1, 1, 1)).containsExactly(1, 0.5, 0.25);
  }

  @Test
  void a_value_that_is_not_a_number_is_lost() {
    assertThat(rates(HALVE.withPatience(2), 1, Double.NaN, Double.NaN, 0.5, Double.NaN))
        .containsExactly(1, 1, 0.5, 0.5, 0.5);
  }

  @Test
  void a_value_that_the_history_lacks_is_the_users_mistake() {
    History history = History.EMPTY.with(new History.Epoch(1, Map.of("loss", 1.0)));

    assertThatThrownBy(() -> new ReduceOnPlateau().rate(new Progress(1, 10, 10, 1, 100, history)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("val_loss")
        .hasMessageContaining("[loss]");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new ReduceOnPlateau().withFactor(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("factor must be above 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new ReduceOnPlateau().withPatience(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience must not be negative, got -1");
    assertThatThrownBy(() -> new ReduceOnPlateau().withCooldown(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cooldown must not be negative, got -1");
    assertThatThrownBy(() -> new ReduceOnPlateau().withMinDelta(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minDelta must be finite and not negative, got NaN");
    assertThatThrownBy(() -> new ReduceOnPlateau().withFloor(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floor must be finite and not negative, got -1.0");
  }
}
