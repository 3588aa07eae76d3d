package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class MishTest implements ActivationContract {
  @Override
  public Mish extension() {
    return new Mish();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Mish(), -2, 0, 0.5, 1))
        .containsExactly(
            new double[] {-0.25250148269570886, 0, 0.3752452113048951, 0.86509838826731035},
            within(1e-14));
    assertThat(Curve.slopes(new Mish(), 0, 1))
        .containsExactly(new double[] {0.6, 1.0490362200997922}, within(1e-14));
  }
}
