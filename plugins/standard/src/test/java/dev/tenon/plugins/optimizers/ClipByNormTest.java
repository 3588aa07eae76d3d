package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.OptimizerContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClipByNormTest implements OptimizerContract {
  @Override
  public ClipByNorm extension() {
    return new ClipByNorm(new Adam(), 1);
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new ClipByNorm(new Sgd(0.1), 1),
        new double[] {0.6757467228, -1.1029868913, 0.3995149345},
        new double[] {0.6856951249, -1.2024709125, 0.397525254},
        new double[] {0.6556951249, -1.2024709125, 0.400525254});
  }

  @Test
  void each_gradient_is_scaled_by_its_own_norm() {
    Descent descent = new Descent(new ClipByNorm(new Sgd(0.1), 2), two());
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {3, 0}, "dense/bias", new double[] {4}));
    assertThat(descent.at("conv2d/kernel")).containsExactly(new double[] {0.8, 2}, within(1e-12));
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.8}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new ClipByNorm(new Sgd(), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("norm must be positive and finite, got -1.0");
  }

  private static Map<String, Value> two() {
    Map<String, Value> start = new TreeMap<>();
    start.put("conv2d/kernel", Value.floats(Shape.of(2), 1, 2));
    start.put("dense/bias", Value.floats(Shape.of(1), 3));
    return start;
  }
}
