package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.taken;
import static dev.tenon.plugins.metrics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrecisionTest implements MetricsTest.Share {
  @Override
  public Precision extension() {
    return new Precision(Averaging.MACRO);
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn: y_true [0, 1, 2, 0, 1, 2], y_pred [0, 2, 1, 0, 0, 1].
        Known.of(2.0 / 9, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
        Known.of(5.0 / 6, taken(new int[] {3, 1}, new int[] {0, 2})));
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public Precision extension() {
      return new Precision(Averaging.MICRO);
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
    public Precision extension() {
      return new Precision(Averaging.WEIGHTED);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(2.0 / 9, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
          Known.of(8.0 / 9, taken(new int[] {3, 1}, new int[] {0, 2})));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public Precision extension() {
      return new Precision(Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(2.0 / 3, taken(new int[] {3, 1}, new int[] {0, 2})),
          // The only output of a model is the probability of class 1.
          Known.of(
              2.0 / 3,
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
    assertThat(new Precision()).isEqualTo(new Precision(Averaging.MACRO));
  }

  @Test
  void binary_is_of_two_classes() {
    assertThatThrownBy(() -> value(new Precision(Averaging.BINARY), List.of(outcome(0, 1, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("average binary is of two classes, got 3; macro is of any number");
  }

  @Test
  void a_class_that_nothing_is_taken_for_has_precision_zero() {
    assertThat(value(new Precision(), List.of(outcome(0, 1, 0), outcome(1, 1, 0)))).isEqualTo(0.25);
  }

  @Test
  void tallies_of_other_averages_or_metrics_do_not_merge() {
    for (Metric other : List.of(new Precision(Averaging.MICRO), new Recall(), new Accuracy())) {
      assertThatThrownBy(() -> new Precision().empty().merge(other.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("only tallies of one metric merge")
          .hasMessageContaining(other.getClass().getSimpleName());
    }
  }
}
