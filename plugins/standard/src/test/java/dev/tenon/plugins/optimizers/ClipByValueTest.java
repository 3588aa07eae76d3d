package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class ClipByValueTest implements OptimizerContract {
  @Override
  public ClipByValue extension() {
    return new ClipByValue(new Adam(), 1);
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new ClipByValue(new Sgd(0.1), 0.4),
        new double[] {0.66, -1.16, 0.399},
        new double[] {0.67, -1.2, 0.397},
        new double[] {0.64, -1.2, 0.4});
  }

  @Test
  void state_is_kept_by_the_optimizer_within() {
    assertThat(new Descent(new ClipByValue(new Adam(), 1), 1).slots())
        .containsExactly("slot/m", "slot/v");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new ClipByValue(new Sgd(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be positive and finite, got 0.0");
  }
}
