package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class AdagradTest implements OptimizerContract {
  @Override
  public Adagrad extension() {
    return new Adagrad();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Adagrad()).isEqualTo(new Adagrad(0.001, 0.1, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Adagrad(0.1),
        new double[] {0.6154845866, -1.1012270415, 0.3968393039},
        new double[] {0.632151251, -1.1455077854, 0.390530504},
        new double[] {0.5874298964, -1.1455077854, 0.3999516138});
  }

  @Test
  void the_sum_of_squares_is_kept() {
    assertThat(new Descent(new Adagrad(), 1).slots()).containsExactly("slot/accumulator");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Adagrad(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adagrad(0.1, -1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("initialAccumulatorValue must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new Adagrad(0.1, 0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }

  @Test
  void two_steps_agree_with_those_done_by_hand() {
    // The divisors are the roots of 9 + 7 and of 9 + 9 + 7.
    Descent descent = new Descent(new Adagrad(0.1, 0, 7), 1);
    assertThat(descent.step(0.1, 3)).containsExactly(new double[] {0.925}, within(1e-12));
    assertThat(descent.step(0.1, -3)).containsExactly(new double[] {0.985}, within(1e-12));
  }
}
