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

class ClipByGlobalNormTest implements OptimizerContract {
  @Override
  public ClipByGlobalNorm extension() {
    return new ClipByGlobalNorm(new Adam(), 1);
  }

  @Override
  public boolean looksAtAllGradients() {
    return true;
  }

  @Test
  void gradients_are_scaled_by_their_common_norm() {
    // The norm of 3, 0 and 4 is 5.
    Descent descent = new Descent(new ClipByGlobalNorm(new Sgd(0.1), 1), two());
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {3, 0}, "dense/bias", new double[] {4}));
    assertThat(descent.at("conv2d/kernel")).containsExactly(new double[] {0.94, 2}, within(1e-12));
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.92}, within(1e-12));
  }

  @Test
  void gradients_of_a_smaller_norm_stay() {
    Descent descent = new Descent(new ClipByGlobalNorm(new Sgd(0.1), 6), two());
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {3, 0}, "dense/bias", new double[] {4}));
    assertThat(descent.at("conv2d/kernel")).containsExactly(new double[] {0.7, 2}, within(1e-12));
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.6}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new ClipByGlobalNorm(new Sgd(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("norm must be positive and finite, got 0.0");
  }

  private static Map<String, Value> two() {
    Map<String, Value> start = new TreeMap<>();
    start.put("conv2d/kernel", Value.floats(Shape.of(2), 1, 2));
    start.put("dense/bias", Value.floats(Shape.of(1), 3));
    return start;
  }
}
