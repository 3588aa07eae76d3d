package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class LeakyReluTest implements ActivationContract {
  @Override
  public LeakyRelu extension() {
    return new LeakyRelu();
  }

  @Test
  void the_example_of_keras_gives_its_published_values() {
    assertThat(Curve.values(new LeakyRelu(0.5), -10, -5, 0, 5, 10))
        .containsExactly(-5, -2.5, 0, 5, 10);
  }

  @Test
  void the_slope_at_0_is_the_negative_one_as_in_tensorflow() {
    assertThat(Curve.slopes(new LeakyRelu(), -3, 0, 3)).containsExactly(0.2, 0.2, 1);
  }

  @Test
  void a_negative_slope_below_0_is_refused() {
    assertThatThrownBy(() -> new LeakyRelu(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negativeSlope must be 0 or more and finite, got -0.1");
  }
}
