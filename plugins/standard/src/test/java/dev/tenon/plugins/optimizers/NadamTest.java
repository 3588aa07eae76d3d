package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class NadamTest implements OptimizerContract {
  @Override
  public Nadam extension() {
    return new Nadam();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Nadam()).isEqualTo(new Nadam(0.001, 0.9, 0.999, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Nadam(0.1),
        new double[] {0.5937212409, -1.093721225, 0.2937222824},
        new double[] {0.6066964024, -1.1329807485, 0.1991089162},
        new double[] {0.5473953998, -1.1299106116, 0.2781554761});
  }

  @Test
  void its_slots_are_named() {
    assertThat(new Descent(new Nadam(), 1).slots())
        .containsExactly("slot/product", "slot/m", "slot/v");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Nadam(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Nadam(0.1, 1, 0.9, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Nadam(0.1, 0.9, -0.1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got -0.1");
    assertThatThrownBy(() -> new Nadam(0.1, 0.9, 0.9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
