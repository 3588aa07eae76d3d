package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class FtrlTest implements OptimizerContract {
  @Override
  public Ftrl extension() {
    return new Ftrl();
  }

  /** It forgets where a parameter began, so what has no gradient becomes 0. */
  @Override
  public boolean decaysParameters() {
    return true;
  }

  @Override
  public boolean followsTheRate() {
    return false;
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Ftrl()).isEqualTo(new Ftrl(0.001, -0.5, 0.1, 0, 0, 0, 0));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Ftrl(0.1),
        new double[] {0.2413188358, -0.9138185261, -0.0029608476},
        new double[] {0.2579855025, -0.9580992703, -0.0092696506},
        new double[] {0.213264143, -0.9580992703, 0.0001514638});
  }

  @Test
  void regularized_three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Ftrl(0.1, -0.7, 0.2, 0.5, 0.3, 0.05, 0.2),
        new double[] {0.0797930269, -0.8780163357, 0},
        new double[] {0.090739122, -0.9046029439, 0},
        new double[] {0.057072495, -0.9019664205, 0});
  }

  @Test
  void both_sums_are_kept() {
    assertThat(new Descent(new Ftrl(), 1).slots())
        .containsExactly("slot/accumulator", "slot/linear");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Ftrl(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Ftrl(0.1, 0.5, 0.1, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRatePower must be 0 or less, and finite, got 0.5");
    assertThatThrownBy(() -> new Ftrl(0.1, -0.5, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("initialAccumulatorValue must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Ftrl().withRegularization(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l1 must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new Ftrl().withRegularization(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l2 must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new Ftrl(0.1, -0.5, 0.1, 0, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l2Shrinkage must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new Ftrl(0.1, -0.5, 0.1, 0, 0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta must not be negative and must be finite, got -1.0");
  }
}
