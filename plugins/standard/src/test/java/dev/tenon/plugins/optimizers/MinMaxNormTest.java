package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MinMaxNormTest implements OptimizerContract {
  @Override
  public MinMaxNorm extension() {
    return new MinMaxNorm(new Adam(), 0, 1000, ".");
  }

  @Test
  void norms_are_brought_into_the_range() {
    MinMaxNorm optimizer = new MinMaxNorm(new Sgd(), 2, 4, "w");
    assertThat(projected(optimizer, Shape.of(2, 3), 3, 0.3, 1.5, 4, 0.4, 2))
        .containsExactly(new double[] {2.4, 1.2, 1.5, 3.2, 1.6, 2}, within(1e-6));
    assertThat(projected(optimizer, Shape.of(2), 0, 0)).containsExactly(0, 0);
  }

  /** Half the way from 5 to 4 is 4.5. */
  @Test
  void a_rate_brings_them_back_by_a_part_of_the_way() {
    assertThat(
            projected(
                new MinMaxNorm(new Sgd(), List.of("w"), 2, 4, 0.5, List.of()), Shape.of(2), 3, 4))
        .containsExactly(new double[] {2.7, 3.6}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new MinMaxNorm(new Sgd(), 2, 1, "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minValue must not be above maxValue, got 2.0 and 1.0");
    assertThatThrownBy(() -> new MinMaxNorm(new Sgd(), List.of("w"), 0, 1, 1.5, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate must be above 0 and at most 1, got 1.5");
    assertThatThrownBy(() -> new MinMaxNorm(new Sgd(), -1, 1, "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minValue must not be negative and must be finite, got -1.0");
  }

  private static double[] projected(MinMaxNorm optimizer, Shape shape, double... start) {
    Descent descent = new Descent(optimizer, Map.of("w", Value.floats(shape, start)));
    return descent.step(0.1, new double[start.length]);
  }
}
