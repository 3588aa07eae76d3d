package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BinaryAccuracyTest implements MetricsTest.Share {
  @Override
  public BinaryAccuracy extension() {
    return new BinaryAccuracy();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of Keras.
        Known.of(0.75, outcome(1, 0.98f), outcome(1, 1), outcome(0, 0), outcome(0, 0.6f)),
        // Of several outputs, that of the true class alone should be above the threshold.
        Known.of(0.5, outcome(0, 0.75f, 0.625f)),
        Known.of(0.75, outcome(1, 0.5f, 0.5f), outcome(1, 0, 1)));
  }

  @Nested
  class OneOutputLaws implements MetricsTest.Share {
    @Override
    public BinaryAccuracy extension() {
      return new BinaryAccuracy(0.25);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(0.75, outcome(0, 0.25f), outcome(1, 0.5f), outcome(1, 0), outcome(1, 1)));
    }

    @Override
    public List<Outcome> outcomes(int count, RandomGenerator random) {
      return Outcomes.ofOneOutput(count, random);
    }
  }

  @Test
  void one_half_is_the_default() {
    assertThat(new BinaryAccuracy()).isEqualTo(new BinaryAccuracy(0.5));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new BinaryAccuracy(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be finite, got NaN");
  }
}
