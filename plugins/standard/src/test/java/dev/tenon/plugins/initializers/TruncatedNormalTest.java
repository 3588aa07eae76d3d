package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import org.junit.jupiter.api.Test;

class TruncatedNormalTest implements InitializerContract {
  @Override
  public TruncatedNormal extension() {
    return new TruncatedNormal(3, 2);
  }

  @Override
  public Moments moments(Shape shape) {
    // The variance within two deviations is 1 - 4 phi(2) / (Phi(2) - Phi(-2)) of the whole one.
    double whole = 4;
    double density = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    return new Moments(3, whole * (1 - 4 * density / 0.9544997361036416));
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new TruncatedNormal()).isEqualTo(new TruncatedNormal(0, 0.05));
  }

  @Test
  void no_value_is_further_than_two_deviations_from_the_mean() {
    float[] values = new TruncatedNormal(3, 2).values(Shape.of(20_000), Seeds.random(1));
    float least = 3;
    float largest = 3;
    for (float value : values) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    assertThat(least).isBetween(-1f, -0.95f);
    assertThat(largest).isBetween(6.95f, 7f);
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new TruncatedNormal(Double.POSITIVE_INFINITY, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean must be finite, got Infinity");
    assertThatThrownBy(() -> new TruncatedNormal(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stddev must be positive and finite, got -1.0");
  }
}
