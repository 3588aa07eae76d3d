package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SoftplusTest implements ActivationContract {
  @Override
  public Softplus extension() {
    return new Softplus();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new Softplus(), -2, 0, 0.5, 1))
        .containsExactly(
            new double[] {0.1269280110429725, Math.log(2), 0.97407698418010668, 1.3132616875182228},
            within(1e-14));
  }

  @Test
  void the_derivative_is_the_sigmoid() {
    assertThat(Curve.slopes(new Softplus(), -1, 0, 2))
        .containsExactly(new double[] {0.2689414213699951, 0.5, 0.8807970779778823}, within(1e-14));
  }
}
