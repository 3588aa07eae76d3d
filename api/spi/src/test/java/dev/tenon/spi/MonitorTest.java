package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static History of(double... losses) {
    History history = History.EMPTY;
    for (double loss : losses) {
      int number = history.epochs().size() + 1;
      history = history.with(new History.Epoch(number, Map.of("loss", loss)));
    }
    return history;
  }

  @Test
  void a_change_must_exceed_the_least_one() {
    Monitor falling = new Monitor("loss", false, 0.5);
    assertThat(falling.improves(1.5, 2)).isFalse();
    assertThat(falling.improves(1.25, 2)).isTrue();
    Monitor rising = new Monitor("accuracy", true, 0.5);
    assertThat(rising.improves(2.5, 2)).isFalse();
    assertThat(rising.improves(2.75, 2)).isTrue();
  }

  @Test
  void an_epoch_without_a_number_is_the_best_only_until_there_is_one() {
    Monitor falling = Monitor.of("loss");
    assertThat(of(Double.NaN).best(falling)).hasValue(0);
    assertThat(of(Double.NaN, Double.NaN).best(falling)).hasValue(0);
    assertThat(of(Double.NaN, 3, Double.NaN, 2, Double.NaN).best(falling)).hasValue(3);
  }

  @Test
  void a_least_change_must_not_be_negative() {
    assertThatThrownBy(() -> new Monitor("loss", false, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minDelta must not be negative, got NaN");
  }
}
