package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import org.junit.jupiter.api.Test;

class RandomUniformTest implements InitializerContract {
  @Override
  public RandomUniform extension() {
    return new RandomUniform(-1, 5);
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(2, 3);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new RandomUniform()).isEqualTo(new RandomUniform(-0.05, 0.05));
  }

  @Test
  void values_reach_from_bound_to_bound() {
    float[] values = new RandomUniform(-1, 5).values(Shape.of(20_000), Seeds.random(1));
    float least = 2;
    float largest = 2;
    for (float value : values) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    assertThat(least).isBetween(-1f, -0.99f);
    assertThat(largest).isBetween(4.99f, 5f);
  }

  @Test
  void impossible_bounds_are_refused() {
    double[][] bounds = {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}};
    for (double[] pair : bounds) {
      assertThatThrownBy(() -> new RandomUniform(pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "minval must be below maxval, both finite; got " + pair[0] + " and " + pair[1]);
    }
  }
}
