package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class AmsGradTest implements OptimizerContract {
  @Override
  public AmsGrad extension() {
    return new AmsGrad();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new AmsGrad()).isEqualTo(new AmsGrad(0.001, 0.9, 0.999, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new AmsGrad(0.1, 0.9, 0.5, 1e-7),
        new double[] {0.6000000283, -1.1000000071, 0.3000014142},
        new double[] {0.5548778616, -1.0742159063, 0.2118801185},
        new double[] {0.4948359208, -1.0566426516, 0.2175560382});
  }

  @Test
  void its_slots_are_named() {
    assertThat(new Descent(new AmsGrad(), 1).slots())
        .containsExactly("slot/m", "slot/v", "slot/largest");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new AmsGrad(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new AmsGrad(0.1, 1, 0.9, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new AmsGrad(0.1, 0.9, -0.1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got -0.1");
    assertThatThrownBy(() -> new AmsGrad(0.1, 0.9, 0.9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
