package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

class LambTest implements OptimizerContract {
  @Override
  public Lamb extension() {
    return new Lamb();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Lamb()).isEqualTo(new Lamb(0.001, 0.9, 0.999, 1e-7, 0));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Lamb(0.1),
        new double[] {0.6165331713, -1.1165331588, 0.3165339893},
        new double[] {0.5567924778, -1.0853974427, 0.2037015966},
        new double[] {0.4391923974, -1.0489649685, 0.2154869283});
  }

  @Test
  void with_a_matrix_three_steps_agree_with_keras() {
    ThreeSteps.ofMatrix(
        new Lamb(0.1),
        new double[] {
          0.6265151857, -1.1265151746, 0.3265159058, 0.2265152077, 0.8265151893, -0.4265151832
        },
        new double[] {
          0.5779150912, -1.1011857274, 0.2347247896, 0.1627907093, 0.7330693876, -0.3752986637
        },
        new double[] {
          0.4976621329, -1.0763233819, 0.2427673669, 0.2112169812, 0.619245856, -0.4005981778
        });
  }

  @Test
  void both_averages_are_kept() {
    assertThat(new Descent(new Lamb(), 1).slots()).containsExactly("slot/m", "slot/v");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Lamb(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Lamb(0.1, 1, 0.9, 1e-7, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Lamb(0.1, 0.9, 1, 1e-7, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Lamb(0.1, 0.9, 0.9, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Lamb().withWeightDecay(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightDecay must not be negative and must be finite, got -1.0");
  }

  @Test
  void decay_is_within_the_ratio() {
    // u is (1 + 0.5 * 3, 1 - 0.5 * 4) = (2.5, -1), and |w| / |u| is 5 / sqrt(7.25).
    double ratio = 5 / Math.sqrt(7.25);
    Lamb lamb = new Lamb(0.1, 0.9, 0.999, 1e-15, 0).withWeightDecay(0.5);
    assertThat(new Descent(lamb, 3, -4).step(0.1, 0.2, 0.7))
        .containsExactly(new double[] {3 - 0.1 * ratio * 2.5, -4 + 0.1 * ratio}, within(1e-9));
  }

  @Test
  void parameters_that_are_zero_take_steps_of_the_rate() {
    assertThat(new Descent(new Lamb(), 0, 0).step(0.1, 2, -3))
        .containsExactly(new double[] {-0.1, 0.1}, within(1e-6));
  }

  @Test
  void parameters_without_gradients_stay() {
    assertThat(new Descent(new Lamb(), 3, -4).step(0.1, 0, 0)).containsExactly(3, -4);
  }
}
