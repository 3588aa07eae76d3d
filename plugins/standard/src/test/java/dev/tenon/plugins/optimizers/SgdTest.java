package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdTest {
  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Sgd()).isEqualTo(new Sgd(0.01, 0, false));
    assertThat(new Sgd(0.1, 0.9)).isEqualTo(new Sgd(0.1, 0.9, false));
  }

  @Test
  void the_examples_of_keras_give_their_published_steps() {
    // The loss is w^2 / 2, so the gradient is w.
    assertThat(new Descent(new Sgd(0.1), 1).step(0.1, 1)).containsExactly(0.9);
    Descent withMomentum = new Descent(new Sgd(0.1, 0.9), 1);
    assertThat(withMomentum.step(0.1, 1)).containsExactly(0.9);
    assertThat(withMomentum.step(0.1, 0.9))
        .containsExactly(new double[] {0.9 - 0.18}, within(1e-12));
  }

  @Test
  void only_momentum_keeps_state() {
    assertThat(new Descent(new Sgd(0.1), 1).slots()).isEmpty();
    assertThat(new Descent(new Sgd(0.1, 0.9), 1).slots()).containsExactly("slot/velocity");
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "0.9,false", "0.9,true", "1,false"})
  void twenty_steps_agree_with_the_formula(double momentum, boolean nesterov) {
    double w = 0.7;
    double velocity = 0;
    Descent descent = new Descent(new Sgd(0.1, momentum, nesterov), w, -w);
    Random random = new Random(4);
    for (int t = 1; t <= 20; t++) {
      double rate = 0.1 / t;
      double gradient = random.nextGaussian();
      velocity = momentum * velocity - rate * gradient;
      if (momentum == 0) {
        w = w - rate * gradient;
      } else if (nesterov) {
        w = w + momentum * velocity - rate * gradient;
      } else {
        w = w + velocity;
      }

      assertThat(descent.step(rate, gradient, -gradient))
          .as("step %d", t)
          .containsExactly(new double[] {w, -w}, within(1e-12));
    }
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Sgd(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("learningRate must be positive and finite, got " + rate);
    }
    for (double momentum : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Sgd(0.1, momentum))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("momentum must be from 0 to 1, got " + momentum);
    }
  }
}
