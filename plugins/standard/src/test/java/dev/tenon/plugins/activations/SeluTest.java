package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SeluTest implements ActivationContract {
  @Override
  public Selu extension() {
    return new Selu();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Selu(), -2, 0, 1.5))
        .containsExactly(new double[] {-1.520166468595695, 0, 1.5760514810332207}, within(1e-14));
  }

  @Test
  void the_slope_at_0_is_that_above_as_in_tensorflow() {
    assertThat(Curve.slopes(new Selu(), -2, 0, 1))
        .containsExactly(
            new double[] {0.23793287225168181, 1.0507009873554805, 1.0507009873554805},
            within(1e-14));
  }
}
