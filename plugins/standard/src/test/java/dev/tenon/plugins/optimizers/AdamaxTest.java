package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class AdamaxTest implements OptimizerContract {
  @Override
  public Adamax extension() {
    return new Adamax();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Adamax()).isEqualTo(new Adamax(0.001, 0.9, 0.999, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Adamax(0.1),
        new double[] {0.60000002, -1.100000005, 0.300001},
        new double[] {0.5631210431, -1.0789263008, 0.2236855921},
        new double[] {0.5176426871, -1.0656155604, 0.2284826241});
  }

  @Test
  void its_slots_are_named() {
    assertThat(new Descent(new Adamax(), 1).slots()).containsExactly("slot/m", "slot/u");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Adamax(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adamax(0.1, 1, 0.9, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Adamax(0.1, 0.9, -0.1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got -0.1");
    assertThatThrownBy(() -> new Adamax(0.1, 0.9, 0.9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
