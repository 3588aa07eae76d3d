package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class F1ScoreTest implements MetricsTest.Share {
  @Override
  public F1Score extension() {
    return new F1Score(Averaging.MACRO);
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn: y_true [0, 1, 2, 0, 1, 2], y_pred [0, 2, 1, 0, 0, 1].
        Known.of(0.8 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
        Known.of(29.0 / 35, taken(new int[] {3, 1}, new int[] {0, 2})));
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public F1Score extension() {
      return new F1Score(Averaging.MICRO);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(1.0 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
          Known.of(5.0 / 6, taken(new int[] {3, 1}, new int[] {0, 2})));
    }
  }

  @Nested
  class WeightedLaws implements MetricsTest.Share {
    @Override
    public F1Score extension() {
      return new F1Score(Averaging.WEIGHTED);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(0.8 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
          Known.of(88.0 / 105, taken(new int[] {3, 1}, new int[] {0, 2})));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public F1Score extension() {
      return new F1Score(Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(0.8, taken(new int[] {3, 1}, new int[] {0, 2})),
          // The only output of a model is the probability of class 1.
          Known.of(
              0.8,
              outcome(0, 0.25f),
              outcome(0, 0.5f),
              outcome(0, 0),
              outcome(0, 0.625f),
              outcome(1, 0.75f),
              outcome(1, 1)));
    }

    @Override
    public List<Outcome> outcomes(int count, RandomGenerator random) {
      return Outcomes.ofOneOutput(count, random);
    }
  }

  @Test
  void macro_is_the_default() {
    assertThat(new F1Score()).isEqualTo(new F1Score(Averaging.MACRO));
  }
}
