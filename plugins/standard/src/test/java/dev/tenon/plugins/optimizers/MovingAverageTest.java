package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.testkit.OptimizerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageTest implements OptimizerContract {
  private static final String AVERAGE = "slot/moving_average";

  @Override
  public MovingAverage extension() {
    return new MovingAverage(new Adam());
  }

  @Test
  void the_average_begins_with_the_first_result_and_follows_the_others() {
    Descent descent = new Descent(new MovingAverage(new Sgd(0.1), 0.9), 1);
    assertThat(descent.step(0.1, 1)).containsExactly(new double[] {0.9}, within(1e-12));
    assertThat(descent.at(AVERAGE)).containsExactly(new double[] {0.9}, within(1e-12));
    assertThat(descent.step(0.1, 5)).containsExactly(new double[] {0.4}, within(1e-12));
    assertThat(descent.at(AVERAGE)).containsExactly(new double[] {0.85}, within(1e-12));
    assertThat(descent.step(0.1, -6)).containsExactly(new double[] {1}, within(1e-12));
    assertThat(descent.at(AVERAGE)).containsExactly(new double[] {0.865}, within(1e-12));
  }

  @Test
  void the_parameters_move_as_they_would_without_it() {
    Descent averaged = new Descent(new MovingAverage(new Adam(0.1)), 0.7, -2);
    Descent plain = new Descent(new Adam(0.1), 0.7, -2);
    for (double gradient : new double[] {1, -0.5, 0.2}) {
      assertThat(averaged.step(0.1, gradient, -gradient))
          .containsExactly(plain.step(0.1, gradient, -gradient));
    }
  }

  @Test
  void what_is_frozen_is_its_own_average_to_the_last_bit() {
    Descent descent = new Descent(new MovingAverage(new RateMultiplier(new Sgd(), 0, "w")), 0.3);
    for (int i = 0; i < 5; i++) {
      assertThat(descent.step(0.1, 1)).containsExactly(descent.at(AVERAGE));
    }
  }

  @Test
  void the_average_stands_for_the_parameter() {
    Scope scope = Scope.training(0, Tensor.input("counter", DataType.INT64, Shape.SCALAR));
    Tensor kernel = Tensor.input("dense/kernel", DataType.FLOAT, Shape.of(2));
    Tensor one = Tensor.constant(1);
    new MovingAverage(new Sgd()).update(new Update(scope.child("x"), kernel, kernel, one, one));
    assertThat(scope.standIns()).isEqualTo(Map.of("dense/kernel", "x/moving_average"));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new MovingAverage(new Sgd(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decay must be at least 0 and below 1, got 1.0");
  }
}
