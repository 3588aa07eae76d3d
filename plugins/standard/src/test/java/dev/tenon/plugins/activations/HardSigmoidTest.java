package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class HardSigmoidTest implements ActivationContract {
  @Override
  public HardSigmoid extension() {
    return new HardSigmoid();
  }

  @Test
  void it_rises_in_a_line_from_minus_3_to_3() {
    assertThat(Curve.values(new HardSigmoid(), -4, -3, -1.5, 0, 3, 4))
        .containsExactly(new double[] {0, 0, 0.25, 0.5, 1, 1}, within(1e-14));
  }

  @Test
  void the_derivative_is_0_at_both_corners_as_in_tensorflow() {
    assertThat(Curve.slopes(new HardSigmoid(), -3, 0, 3))
        .containsExactly(new double[] {0, 1.0 / 6, 0}, within(1e-14));
  }
}
