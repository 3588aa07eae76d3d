package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class EluTest implements ActivationContract {
  @Override
  public Elu extension() {
    return new Elu();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Elu(), -2, 0, 1.5))
        .containsExactly(new double[] {-0.86466471676338731, 0, 1.5}, within(1e-14));
    assertThat(Curve.values(new Elu(2), -0.5))
        .containsExactly(new double[] {-0.78693868057473315}, within(1e-14));
  }

  @Test
  void the_slope_at_0_is_alpha_as_in_keras() {
    assertThat(Curve.slopes(new Elu(), 0, 2)).containsExactly(1, 1);
    assertThat(Curve.slopes(new Elu(0.5), 0, 2)).containsExactly(0.5, 1);
  }

  @Test
  void an_infinite_alpha_is_refused() {
    assertThatThrownBy(() -> new Elu(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be finite, got Infinity");
  }
}
