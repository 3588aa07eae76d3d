package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdadeltaTest implements OptimizerContract {
  @Override
  public Adadelta extension() {
    return new Adadelta();
  }

  @Override
  public List<Double> rates() {
    return List.of(1.0, 10.0, 100.0);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Adadelta()).isEqualTo(new Adadelta(0.001, 0.95, 1e-7));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVectorAtOne(
        new Adadelta(1),
        new double[] {0.6985857921, -1.1985857868, 0.3985997199},
        new double[] {0.6989878048, -1.1994986574, 0.3968142917},
        new double[] {0.6979274694, -1.1994986574, 0.3989646685});
  }

  @Test
  void both_averages_are_kept() {
    assertThat(new Descent(new Adadelta(), 1).slots()).containsExactly("slot/v", "slot/u");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Adadelta(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adadelta(0.1, 1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rho must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Adadelta(0.1, 0.9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
