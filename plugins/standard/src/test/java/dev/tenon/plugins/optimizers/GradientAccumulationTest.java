package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GradientAccumulationTest implements OptimizerContract {
  @Override
  public GradientAccumulation extension() {
    return new GradientAccumulation(new Adam(), 2);
  }

  @Override
  public int firstMove() {
    return 2;
  }

  @Test
  void parameters_move_in_every_third_step_by_the_mean_gradient() {
    Descent descent = new Descent(new GradientAccumulation(new Sgd(0.1), 3), 1, -2);
    assertThat(descent.step(0.1, 0.3, 1)).containsExactly(1, -2);
    assertThat(descent.step(0.2, 0.6, -4)).containsExactly(1, -2);
    assertThat(descent.step(0.5, 0.6, 0))
        .containsExactly(new double[] {1 - 0.5 * 0.5, -2 + 0.5}, within(1e-12));
    assertThat(descent.step(0.1, 9, 9))
        .containsExactly(new double[] {1 - 0.5 * 0.5, -2 + 0.5}, within(1e-12));
  }

  /** Also the number of the step, which Adam's correction of its averages depends on. */
  @Test
  void the_optimizer_sees_updates_alone() {
    for (Optimizer optimizer : List.of(new Sgd(0.1, 0.9), new Adam(0.1), new Nadam(0.1))) {
      Descent accumulating = new Descent(new GradientAccumulation(optimizer, 2), 0.7, -2);
      Descent plain = new Descent(optimizer, 0.7, -2);
      for (double gradient : new double[] {1, -0.5, 0.2, 3}) {
        accumulating.step(0.1, gradient - 0.25, -gradient);
        assertThat(accumulating.step(0.1, gradient + 0.25, gradient / 2))
            .containsExactly(plain.step(0.1, gradient, -gradient / 4), within(1e-12));
      }
    }
  }

  @Test
  void one_step_an_update_is_the_optimizer_itself() {
    Descent accumulating = new Descent(new GradientAccumulation(new Adam(0.1), 1), 0.7, -2);
    Descent plain = new Descent(new Adam(0.1), 0.7, -2);
    for (double gradient : new double[] {1, -0.5, 0.2}) {
      assertThat(accumulating.step(0.1, gradient, -gradient))
          .containsExactly(plain.step(0.1, gradient, -gradient));
    }
  }

  @Test
  void it_may_be_within_another_and_within_itself() {
    Optimizer optimizer =
        new RateMultiplier(
            new GradientAccumulation(new GradientAccumulation(new Sgd(0.1), 2), 2), 0, "^conv");
    Map<String, Value> start = new TreeMap<>();
    start.put("conv2d/kernel", Value.floats(Shape.of(2), 1, 2));
    start.put("dense/bias", Value.floats(Shape.of(1), 3));
    Descent descent = new Descent(optimizer, start);
    assertThat(descent.slots())
        .containsExactly(
            "dense/bias/gathered",
            "dense/bias/updates",
            "dense/bias/gradient",
            "dense/bias/gradient_accumulation/gathered",
            "dense/bias/gradient_accumulation/updates",
            "dense/bias/gradient_accumulation/gradient");
    for (int gradient = 1; gradient <= 4; gradient++) {
      assertThat(descent.at("dense/bias")).containsExactly(3);
      descent.step(
          0.1, Map.of("conv2d/kernel", new double[2], "dense/bias", new double[] {gradient}));
    }
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.75}, within(1e-12));
    assertThat(descent.at("conv2d/kernel")).containsExactly(1, 2);
  }

  @Test
  void an_average_within_it_is_refused() {
    assertThatThrownBy(
            () -> new Descent(new GradientAccumulation(new MovingAverage(new Sgd()), 2), 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "an average of parameters cannot wait for gradients: put MovingAverage around"
                + " GradientAccumulation, not into it");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new GradientAccumulation(new Sgd(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps must be 1 or more, got 0");
  }
}
