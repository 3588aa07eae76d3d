package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SoftShrinkTest implements ActivationContract {
  @Override
  public SoftShrink extension() {
    return new SoftShrink();
  }

  @Test
  void it_is_nearer_to_0_by_the_threshold() {
    assertThat(Curve.values(new SoftShrink(), -2, -0.5, -0.25, 0, 0.5, 1))
        .containsExactly(-1.5, 0, 0, 0, 0, 0.5);
  }

  @Test
  void the_derivative_is_0_at_both_corners() {
    assertThat(Curve.slopes(new SoftShrink(2), -3, -2, 0, 2, 3)).containsExactly(1, 0, 0, 0, 1);
  }

  @Test
  void a_negative_threshold_is_refused() {
    assertThatThrownBy(() -> new SoftShrink(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be 0 or more and finite, got -1.0");
  }
}
