package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class ThresholdTest implements ActivationContract {
  @Override
  public Threshold extension() {
    return new Threshold(0.5, -2);
  }

  @Test
  void what_is_not_above_becomes_the_value() {
    assertThat(Curve.values(new Threshold(0.5, -2), -3, 0.5, 0.75, 4))
        .containsExactly(-2, -2, 0.75, 4);
  }

  @Test
  void the_derivative_is_0_where_x_is_not_kept() {
    assertThat(Curve.slopes(new Threshold(0.5, -2), -3, 0.5, 4)).containsExactly(0, 0, 1);
  }

  @Test
  void what_is_not_finite_is_refused() {
    assertThatThrownBy(() -> new Threshold(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold and defaultValue must be finite, got NaN and 1.0");
  }
}
