package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class CeluTest implements ActivationContract {
  @Override
  public Celu extension() {
    return new Celu();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Celu(2), -1, 0, 3))
        .containsExactly(new double[] {-0.7869386805747332, 0, 3}, within(1e-14));
  }

  @Test
  void the_slope_does_not_jump_at_0() {
    assertThat(Curve.slopes(new Celu(2), -1, 0, 3))
        .containsExactly(new double[] {0.6065306597126334, 1, 1}, within(1e-14));
  }

  @Test
  void an_alpha_of_0_is_refused() {
    assertThatThrownBy(() -> new Celu(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be positive and finite, got 0.0");
  }
}
