package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class AdamWTest implements OptimizerContract {
  @Override
  public AdamW extension() {
    return new AdamW();
  }

  @Override
  public boolean decaysParameters() {
    return true;
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new AdamW()).isEqualTo(new AdamW(0.001, 0.004, 0.9, 0.999, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new AdamW(0.1, 0.04),
        new double[] {0.5972006325, -1.0952001581, 0.2984316128},
        new double[] {0.5437095393, -1.0641856912, 0.2007333329},
        new double[] {0.4750794332, -1.0393410472, 0.2065897382});
  }

  @Test
  void its_slots_are_those_of_adam() {
    assertThat(new Descent(new AdamW(), 1).slots()).containsExactly("slot/m", "slot/v");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new AdamW(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new AdamW(0.1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightDecay must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new AdamW(0.1, 0, 1, 0.9, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new AdamW(0.1, 0, 0.9, 1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new AdamW(0.1, 0, 0.9, 0.9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }

  @Test
  void without_a_gradient_there_is_decay_alone() {
    // 2 - 0.1 * 0.5 * 2
    assertThat(new Descent(new AdamW(0.1, 0.5), 2).step(0.1, 0)).containsExactly(1.9);
  }
}
