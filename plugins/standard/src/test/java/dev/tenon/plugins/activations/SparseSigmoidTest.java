package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SparseSigmoidTest implements ActivationContract {
  @Override
  public SparseSigmoid extension() {
    return new SparseSigmoid();
  }

  @Test
  void it_rises_in_a_line_from_minus_1_to_1() {
    assertThat(Curve.values(new SparseSigmoid(), -2, -1, -0.5, 0, 1, 3))
        .containsExactly(0, 0, 0.25, 0.5, 1, 1);
  }

  @Test
  void the_derivative_is_0_at_both_corners_as_in_tensorflow() {
    assertThat(Curve.slopes(new SparseSigmoid(), -1, 0, 1)).containsExactly(0, 0.5, 0);
  }
}
