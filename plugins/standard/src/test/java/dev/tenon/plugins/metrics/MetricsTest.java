package dev.tenon.plugins.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static Outcome outcome(int label, float... prediction) {
    return new Outcome(prediction, label, 0);
  }

  /** What holds for both: a share of the examples. */
  interface Share extends MetricContract {
    @Override
    default double least() {
      return 0;
    }

    @Override
    default double greatest() {
      return 1;
    }
  }

  @Nested
  class AccuracyLaws implements Share {
    @Override
    public Accuracy extension() {
      return new Accuracy();
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(
              0.75,
              outcome(0, 0.7f, 0.2f, 0.1f),
              outcome(1, 0.7f, 0.2f, 0.1f),
              outcome(2, 0.1f, 0.2f, 0.7f),
              outcome(2, 0.1f, 0.3f, 0.6f)),
          // Of equal predictions the first is the predicted class.
          Known.of(1, outcome(0, 0.5f, 0.5f)),
          Known.of(0, outcome(1, 0.5f, 0.5f)));
    }
  }

  @Nested
  class FirstLaws implements Share {
    @Override
    public TopKCategoricalAccuracy extension() {
      return new TopKCategoricalAccuracy(1);
    }

    @Override
    public List<Known> known() {
      // The example of Keras: y_true [[0, 0, 1], [0, 1, 0]], y_pred [[0.1, 0.9, 0.8], [0.05, 0.95,
      // 0]].
      return List.of(Known.of(0.5, outcome(2, 0.1f, 0.9f, 0.8f), outcome(1, 0.05f, 0.95f, 0)));
    }
  }

  @Nested
  class FirstTwoLaws implements Share {
    @Override
    public TopKCategoricalAccuracy extension() {
      return new TopKCategoricalAccuracy(2);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(1, outcome(2, 0.1f, 0.9f, 0.8f), outcome(1, 0.05f, 0.95f, 0)),
          Known.of(0, outcome(0, 0.1f, 0.9f, 0.8f)),
          // Classes that tie for the last place all count.
          Known.of(1, outcome(2, 0.5f, 0.2f, 0.2f)),
          // What is not a number does not.
          Known.of(0, outcome(1, 0.5f, Float.NaN)));
    }
  }

  @Test
  void five_classes_count_by_default() {
    assertThat(new TopKCategoricalAccuracy()).isEqualTo(new TopKCategoricalAccuracy(5));
  }

  @Test
  void k_must_be_positive() {
    assertThatThrownBy(() -> new TopKCategoricalAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be positive, got 0");
  }

  @Test
  void tallies_of_different_metrics_do_not_merge() {
    assertThatThrownBy(() -> new Accuracy().empty().merge(new TopKCategoricalAccuracy().empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Accuracy")
        .hasMessageContaining("TopKCategoricalAccuracy");
  }
}
