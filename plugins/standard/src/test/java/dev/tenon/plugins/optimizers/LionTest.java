package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class LionTest implements OptimizerContract {
  @Override
  public Lion extension() {
    return new Lion();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Lion()).isEqualTo(new Lion(0.001, 0.9, 0.99));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Lion(0.1),
        new double[] {0.6, -1.1, 0.3},
        new double[] {0.7, -1.2, 0.2},
        new double[] {0.6, -1.1, 0.3});
  }

  @Test
  void one_average_is_kept() {
    assertThat(new Descent(new Lion(), 1).slots()).containsExactly("slot/m");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Lion(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Lion(0.1, 1, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Lion(0.1, 0.9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got 1.0");
  }

  @Test
  void the_average_may_outweigh_the_gradient() {
    // m is 0.01 * 10 after the first step; 0.9 * 0.1 outweighs 0.1 * -0.85, but not 0.1 * -0.95.
    assertThat(two(-0.85)).isEqualTo(-0.2, within(1e-12));
    assertThat(two(-0.95)).isEqualTo(0, within(1e-12));
  }

  private static double two(double second) {
    Descent descent = new Descent(new Lion(), 0);
    descent.step(0.1, 10);
    return descent.step(0.1, second)[0];
  }
}
