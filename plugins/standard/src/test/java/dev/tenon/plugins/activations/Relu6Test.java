package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class Relu6Test implements ActivationContract {
  @Override
  public Relu6 extension() {
    return new Relu6();
  }

  @Test
  void it_keeps_what_lies_between_0_and_6() {
    assertThat(Curve.values(new Relu6(), -2, 0, 3, 6, 8)).containsExactly(0, 0, 3, 6, 6);
  }

  @Test
  void the_derivative_is_0_at_both_corners_as_in_tensorflow() {
    assertThat(Curve.slopes(new Relu6(), -2, 0, 3, 6, 8)).containsExactly(0, 0, 1, 0, 0);
  }
}
