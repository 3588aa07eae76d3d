package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import org.junit.jupiter.api.Test;

class RandomNormalTest implements InitializerContract {
  @Override
  public RandomNormal extension() {
    return new RandomNormal(3, 2);
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(3, 4);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new RandomNormal()).isEqualTo(new RandomNormal(0, 0.05));
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new RandomNormal(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean must be finite, got NaN");
    assertThatThrownBy(() -> new RandomNormal(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stddev must be positive and finite, got 0.0");
  }
}
