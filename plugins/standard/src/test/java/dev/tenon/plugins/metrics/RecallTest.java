package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecallTest implements MetricsTest.Share {
  @Override
  public Recall extension() {
    return new Recall(Averaging.MACRO);
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn: y_true [0, 1, 2, 0, 1, 2], y_pred [0, 2, 1, 0, 0, 1].
        Known.of(1.0 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
        Known.of(0.875, taken(new int[] {3, 1}, new int[] {0, 2})));
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public Recall extension() {
      return new Recall(Averaging.MICRO);
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
    public Recall extension() {
      return new Recall(Averaging.WEIGHTED);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(1.0 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
          Known.of(5.0 / 6, taken(new int[] {3, 1}, new int[] {0, 2})));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public Recall extension() {
      return new Recall(Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(1, taken(new int[] {3, 1}, new int[] {0, 2})),
          // The only output of a model is the probability of class 1.
          Known.of(
              1,
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
    assertThat(new Recall()).isEqualTo(new Recall(Averaging.MACRO));
  }
}
