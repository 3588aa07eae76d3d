package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.taken;
import static dev.tenon.plugins.metrics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Outcome;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FBetaScoreTest implements MetricsTest.Share {
  @Override
  public FBetaScore extension() {
    return new FBetaScore(Averaging.MACRO, 0.5);
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn: y_true [0, 1, 2, 0, 1, 2], y_pred [0, 2, 1, 0, 0, 1].
        Known.of(
            2.5 / 3.5 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
        Known.of((3.75 / 4 + 2.5 / 3.5) / 2, taken(new int[] {3, 1}, new int[] {0, 2})));
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public FBetaScore extension() {
      return new FBetaScore(Averaging.MICRO, 0.5);
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
    public FBetaScore extension() {
      return new FBetaScore(Averaging.WEIGHTED, 0.5);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(
              2.5 / 3.5 / 3, taken(new int[] {2, 0, 0}, new int[] {1, 0, 1}, new int[] {0, 2, 0})),
          Known.of((4 * 3.75 / 4 + 2 * 2.5 / 3.5) / 6, taken(new int[] {3, 1}, new int[] {0, 2})));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public FBetaScore extension() {
      return new FBetaScore(Averaging.BINARY, 0.5);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(2.5 / 3.5, taken(new int[] {3, 1}, new int[] {0, 2})),
          // The only output of a model is the probability of class 1.
          Known.of(
              2.5 / 3.5,
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
  void macro_and_equal_weights_are_the_defaults() {
    assertThat(new FBetaScore()).isEqualTo(new FBetaScore(Averaging.MACRO, 1));
  }

  @Test
  void a_large_beta_is_the_recall_and_a_small_one_the_precision() {
    List<Outcome> outcomes = List.of(taken(new int[] {3, 1}, new int[] {0, 2}));
    FBetaScore score = new FBetaScore(Averaging.BINARY, 1);

    assertThat(value(score.withBeta(2), outcomes)).isCloseTo(10.0 / 11, within(1e-12));
    assertThat(value(score.withBeta(1e4), outcomes)).isCloseTo(1, within(1e-6));
    assertThat(value(score.withBeta(1e-4), outcomes)).isCloseTo(2.0 / 3, within(1e-6));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new FBetaScore().withBeta(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta must be positive and finite, got 0.0");
  }
}
