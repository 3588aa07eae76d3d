package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RocAucTest implements MetricsTest.Share {
  private static final Outcome[] THREE = {
    outcome(0, 0.5f, 0.25f, 0.25f),
    outcome(0, 0.25f, 0.5f, 0.25f),
    outcome(1, 0.25f, 0.5f, 0.25f),
    outcome(1, 0.25f, 0.25f, 0.5f),
    outcome(1, 0, 1, 0)
  };

  @Override
  public RocAuc extension() {
    return new RocAuc();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of(0.75, THREE),
        // A single class has no curve.
        Known.of(Double.NaN, outcome(0, 1, 0)),
        // Logits are no probabilities.
        Known.of(Double.NaN, outcome(0, 2, 0), outcome(1, 0, 2)));
  }

  @Override
  public boolean mayBeUndefined() {
    return true;
  }

  @Nested
  class WeightedLaws implements MetricsTest.Share {
    @Override
    public RocAuc extension() {
      return new RocAuc().withAverage(Averaging.WEIGHTED);
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of((2 * 5.0 / 6 + 3 * 4.0 / 6) / 5, THREE));
    }

    @Override
    public boolean mayBeUndefined() {
      return true;
    }
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public RocAuc extension() {
      return new RocAuc().withAverage(Averaging.MICRO);
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(0.76, THREE));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public RocAuc extension() {
      return new RocAuc().withAverage(Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          // The example of scikit-learn.
          Known.of(0.75, outcome(0, 0.1f), outcome(0, 0.4f), outcome(1, 0.35f), outcome(1, 0.8f)),
          Known.of(
              0.875,
              outcome(0, 0.75f, 0.25f),
              outcome(1, 0.5f, 0.5f),
              outcome(1, 0.75f, 0.25f),
              outcome(1, 0, 1),
              outcome(1, 0.25f, 0.75f)));
    }

    @Override
    public boolean mayBeUndefined() {
      return true;
    }

    @Override
    public List<Outcome> outcomes(int count, RandomGenerator random) {
      return Outcomes.ofOneOutput(count, random);
    }
  }

  @Nested
  class FewThresholdsLaws implements MetricsTest.Share {
    @Override
    public RocAuc extension() {
      return new RocAuc(3, Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          // The example of Keras, of the thresholds 0, 0.5 and 1.
          Known.of(0.75, outcome(0, 0), outcome(0, 0.5f), outcome(1, 0.3f), outcome(1, 0.9f)));
    }

    @Override
    public boolean mayBeUndefined() {
      return true;
    }

    @Override
    public List<Outcome> outcomes(int count, RandomGenerator random) {
      return Outcomes.ofOneOutput(count, random);
    }
  }

  @Test
  void keras_thresholds_and_macro_are_the_defaults() {
    assertThat(new RocAuc()).isEqualTo(new RocAuc(200, Averaging.MACRO));
  }

  @Test
  void the_error_is_at_most_half_the_share_of_pairs_between_the_same_thresholds() {
    Random random = new Random(7);
    for (int thresholds : new int[] {2, 3, 11, 200}) {
      List<Outcome> outcomes = Outcomes.likely(300, 2, random);
      double exact = 0;
      double bound = 0;
      double pairs = 0;
      for (Outcome one : outcomes) {
        for (Outcome other : outcomes) {
          if (one.label() == 1 && other.label() == 0) {
            float p = one.prediction()[1];
            float q = other.prediction()[1];
            exact += p > q ? 1 : p == q ? 0.5 : 0;
            bound += above(p, thresholds) == above(q, thresholds) ? 0.5 : 0;
            pairs++;
          }
        }
      }
      double value = value(new RocAuc(thresholds, Averaging.BINARY), outcomes);
      assertThat(value).isCloseTo(exact / pairs, within(bound / pairs + 1e-12));
      assertThat(bound / pairs).isLessThan(thresholds == 200 ? 0.01 : 1);
    }
  }

  /** Counts the thresholds below a probability one by one. */
  private static int above(float p, int thresholds) {
    int above = 0;
    for (int i = 1; i < thresholds - 1; i++) {
      above += p > (double) i / (thresholds - 1) ? 1 : 0;
    }
    return above;
  }

  @Test
  void tallies_of_other_thresholds_do_not_merge() {
    assertThatThrownBy(() -> new RocAuc().empty().merge(new RocAuc().withThresholds(9).empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("thresholds=200")
        .hasMessageContaining("thresholds=9");
  }

  @Test
  void binary_is_of_two_classes() {
    assertThatThrownBy(
            () -> value(new RocAuc().withAverage(Averaging.BINARY), List.of(outcome(0, 1, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("average binary is of two classes, got 3; macro is of any number");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new RocAuc().withThresholds(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds must be from 2 to 10000, got 1");
  }
}
