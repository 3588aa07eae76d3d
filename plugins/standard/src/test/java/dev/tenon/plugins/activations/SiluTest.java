package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SiluTest implements ActivationContract {
  @Override
  public Silu extension() {
    return new Silu();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Silu(), -2, 0, 0.5, 1))
        .containsExactly(
            new double[] {-0.23840584404423511, 0, 0.31122966560092728, 0.73105857863000488},
            within(1e-14));
    assertThat(Curve.slopes(new Silu(), 0, 1))
        .containsExactly(new double[] {0.5, 0.92767051187148673}, within(1e-14));
  }
}
