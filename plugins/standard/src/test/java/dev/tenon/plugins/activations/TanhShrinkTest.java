package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class TanhShrinkTest implements ActivationContract {
  @Override
  public TanhShrink extension() {
    return new TanhShrink();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new TanhShrink(), -1, 0, 0.5))
        .containsExactly(new double[] {-0.2384058440442351, 0, 0.03788284273999025}, within(1e-14));
  }

  @Test
  void the_derivative_is_the_square_of_the_hyperbolic_tangent() {
    assertThat(Curve.slopes(new TanhShrink(), -1, 0))
        .containsExactly(new double[] {0.5800256583859739, 0}, within(1e-14));
  }
}
