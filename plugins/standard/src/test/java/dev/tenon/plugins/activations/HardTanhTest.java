package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class HardTanhTest implements ActivationContract {
  @Override
  public HardTanh extension() {
    return new HardTanh();
  }

  @Test
  void it_is_cut_off_at_minus_1_and_1() {
    assertThat(Curve.values(new HardTanh(), -2, -1, -0.25, 0, 1, 3))
        .containsExactly(-1, -1, -0.25, 0, 1, 1);
  }

  @Test
  void the_derivative_is_1_at_both_corners_as_in_tensorflow() {
    assertThat(Curve.slopes(new HardTanh(), -2, -1, 0, 1, 3)).containsExactly(0, 1, 1, 1, 0);
  }
}
