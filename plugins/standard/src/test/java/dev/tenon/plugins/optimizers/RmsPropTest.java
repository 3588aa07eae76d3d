package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RmsPropTest implements OptimizerContract {
  @Override
  public RmsProp extension() {
    return new RmsProp();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new RmsProp()).isEqualTo(new RmsProp(0.001, 0.9, 0, 1e-7, false));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new RmsProp(0.1),
        new double[] {0.3837728664, -0.8837722735, 0.0853416122},
        new double[] {0.4490055349, -1.0312142136, -0.2000815738},
        new double[] {0.2762321364, -1.0312142136, 0.0588857667});
  }

  @Test
  void with_momentum_three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new RmsProp(0.1, 0.9, 0.9),
        new double[] {0.3837728664, -0.8837722735, 0.0853416122},
        new double[] {0.1644011147, -0.7466092598, -0.4832741228},
        new double[] {-0.2058068604, -0.6231625475, -0.7360609437});
  }

  @Test
  void centered_three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new RmsProp(0.1, 0.8, 0.5, 0.01, true),
        new double[] {0.4763932023, -0.9519305308, 0.3900079904},
        new double[] {0.4100443488, -0.9372916304, 0.3650763139},
        new double[] {0.2426198959, -0.9299721802, 0.3822358762});
  }

  @Test
  void by_default_only_the_average_square_is_kept() {
    assertThat(new Descent(new RmsProp(), 1).slots()).containsExactly("slot/v");
  }

  @Test
  void momentum_and_the_average_gradient_are_kept_where_wanted() {
    assertThat(new Descent(new RmsProp(0.1, 0.9, 0.5, 1e-7, true), 1).slots())
        .containsExactly("slot/v", "slot/average", "slot/momentum");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new RmsProp(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new RmsProp(0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rho must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new RmsProp(0.1, 0.9, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("momentum must be from 0 to 1, got 2.0");
    assertThatThrownBy(() -> new RmsProp(0.1, 0.9, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }

  @Test
  void a_variance_that_rounding_makes_negative_counts_as_zero() {
    // Gradients that do not change: in the end, the variance is what rounding leaves.
    double[] gradients = new Random(1).doubles(50, 1e7, 1e8).toArray();
    Descent descent = new Descent(new RmsProp(0.1, 0.5, 0, 1e-7, true), new double[50]);
    for (int i = 0; i < 100; i++) {
      assertThat(descent.step(0.1, gradients)).doesNotContain(Double.NaN);
    }
  }

  @Nested
  class Centered implements OptimizerContract {
    @Override
    public RmsProp extension() {
      return new RmsProp(0.001, 0.9, 0.5, 1e-7, true);
    }
  }
}
