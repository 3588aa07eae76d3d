package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SquareplusTest implements ActivationContract {
  @Override
  public Squareplus extension() {
    return new Squareplus();
  }

  @Test
  void it_has_its_computed_values() {
    assertThat(Curve.values(new Squareplus(), -1.5, 0, 1.5)).containsExactly(0.5, 1, 2);
  }

  @Test
  void another_b_rounds_the_corner_otherwise() {
    assertThat(Curve.values(new Squareplus(9), -4, 0, 4)).containsExactly(0.5, 1.5, 4.5);
  }

  @Test
  void the_derivative_is_a_half_at_0() {
    assertThat(Curve.slopes(new Squareplus(), -1.5, 0, 1.5))
        .containsExactly(new double[] {0.2, 0.5, 0.8}, within(1e-14));
  }

  @Test
  void a_b_of_0_is_refused() {
    assertThatThrownBy(() -> new Squareplus(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b must be positive and finite, got 0.0");
  }
}
