package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaxNormTest implements OptimizerContract {
  @Override
  public MaxNorm extension() {
    return new MaxNorm(new Adam(), 1000, ".");
  }

  /** Columns [3, 4] and [0.6, 0.8] have the norms 5 and 1, rows others. */
  @Test
  void norms_go_over_the_weights_that_lead_to_one_unit() {
    MaxNorm optimizer = new MaxNorm(new Sgd(), 2, "w");
    assertThat(projected(optimizer, Shape.of(2, 2), 3, 0.6, 4, 0.8))
        .containsExactly(new double[] {1.2, 0.6, 1.6, 0.8}, within(1e-12));
    assertThat(projected(optimizer, Shape.of(2, 1, 1, 2), 3, 4, 0.6, 0.8))
        .containsExactly(new double[] {1.2, 1.6, 0.6, 0.8}, within(1e-12));
    assertThat(projected(optimizer, Shape.of(2), 3, 4))
        .containsExactly(new double[] {1.2, 1.6}, within(1e-12));
    assertThat(
            projected(
                new MaxNorm(new Sgd(), List.of("w"), 2, List.of(1)), Shape.of(2, 2), 3, 4, 0, 1))
        .containsExactly(new double[] {1.2, 1.6, 0, 1}, within(1e-12));
  }

  @Test
  void it_comes_after_the_step() {
    assertThat(new Descent(new MaxNorm(new Sgd(), 1, "w"), 0).step(0.5, -6)).containsExactly(1);
  }

  @Test
  void what_is_not_chosen_and_what_is_within_the_limit_stays_to_the_last_bit() {
    Descent descent =
        new Descent(
            new MaxNorm(new Sgd(), 2, "^a$"),
            Map.of("a", Value.floats(Shape.of(2), 0.1, 0.7), "b", Value.floats(Shape.of(1), 9)));
    descent.step(0.1, Map.of("a", new double[2], "b", new double[1]));
    assertThat(descent.at("a")).containsExactly(0.1, 0.7);
    assertThat(descent.at("b")).containsExactly(9);
  }

  @Test
  void axes_that_a_parameter_does_not_have_name_it() {
    assertThatThrownBy(
            () ->
                projected(
                    new MaxNorm(new Sgd(), List.of("w"), 2, List.of(0, 2)), Shape.of(2, 1), 1, 2))
        .isInstanceOf(UserError.class)
        .hasMessage("w: axes must be from 0 to 1 for [2, 1], got [0, 2]");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new MaxNorm(new Sgd(), 0, "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxValue must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new MaxNorm(new Sgd(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("paths must name at least one parameter, got none");
  }

  private static double[] projected(MaxNorm optimizer, Shape shape, double... start) {
    Descent descent = new Descent(optimizer, Map.of("w", Value.floats(shape, start)));
    return descent.step(0.1, new double[start.length]);
  }
}
