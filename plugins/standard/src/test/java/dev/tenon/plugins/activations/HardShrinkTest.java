package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class HardShrinkTest implements ActivationContract {
  @Override
  public HardShrink extension() {
    return new HardShrink();
  }

  @Test
  void what_is_near_0_becomes_0() {
    assertThat(Curve.values(new HardShrink(), -2, -0.5, 0.25, 0.5, 0.75))
        .containsExactly(-2, 0, 0, 0, 0.75);
  }

  @Test
  void the_derivative_is_0_at_the_threshold() {
    assertThat(Curve.slopes(new HardShrink(2), -3, -2, 0, 2, 3)).containsExactly(1, 0, 0, 0, 1);
  }

  @Test
  void a_negative_threshold_is_refused() {
    assertThatThrownBy(() -> new HardShrink(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be 0 or more and finite, got -1.0");
  }
}
