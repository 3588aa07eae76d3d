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

class PrAucTest implements MetricsTest.Share {
  private static final Outcome[] THREE = {
    outcome(0, 0.5f, 0.25f, 0.25f),
    outcome(0, 0.25f, 0.5f, 0.25f),
    outcome(1, 0.25f, 0.5f, 0.25f),
    outcome(1, 0.25f, 0.25f, 0.5f),
    outcome(1, 0, 1, 0)
  };
  private static final double FIRST = (1 + (1 + 2 * Math.log(4) / 3) / 3) / 2;
  private static final double SECOND =
      (1 + (1 + Math.log(3) / 2) / 2 + (1 + Math.log(5.0 / 3) / 2) / 2) / 3;

  @Override
  public PrAuc extension() {
    return new PrAuc();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of((FIRST + SECOND) / 2, THREE),
        Known.of(1, outcome(0, 0.75f, 0.25f)),
        // Logits are no probabilities.
        Known.of(Double.NaN, outcome(0, 2, 0), outcome(1, 0, 2)));
  }

  @Nested
  class WeightedLaws implements MetricsTest.Share {
    @Override
    public PrAuc extension() {
      return new PrAuc().withAverage(Averaging.WEIGHTED);
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of((2 * FIRST + 3 * SECOND) / 5, THREE));
    }
  }

  @Nested
  class MicroLaws implements MetricsTest.Share {
    @Override
    public PrAuc extension() {
      return new PrAuc().withAverage(Averaging.MICRO);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of((1 + (2 + Math.log(5) / 2) / 2 + (2 + 1.75 * Math.log(2.6)) / 4) / 5, THREE));
    }
  }

  @Nested
  class BinaryLaws implements MetricsTest.Share {
    @Override
    public PrAuc extension() {
      return new PrAuc().withAverage(Averaging.BINARY);
    }

    @Override
    public List<Known> known() {
      return List.of(
          // A positive, a negative, a positive, a negative.
          Known.of(
              (2 - Math.log(1.5)) / 2,
              outcome(0, 0.1f),
              outcome(0, 0.4f),
              outcome(1, 0.35f),
              outcome(1, 0.8f)));
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
    assertThat(new PrAuc()).isEqualTo(new PrAuc(200, Averaging.MACRO));
  }

  @Test
  void the_error_is_at_most_what_the_order_between_thresholds_can_change() {
    Random random = new Random(7);
    for (int thresholds : new int[] {2, 3, 11, 200}) {
      List<Outcome> outcomes = Outcomes.likely(300, 2, random);
      double bound = bound(outcomes, thresholds);
      double value = value(new PrAuc(thresholds, Averaging.BINARY), outcomes);
      assertThat(value).isCloseTo(averagePrecision(outcomes), within(bound + 1e-12));
      assertThat(bound).isLessThan(thresholds == 200 ? 0.1 : 1.01);
    }
  }

  private static double averagePrecision(List<Outcome> outcomes) {
    List<Outcome> sorted =
        outcomes.stream()
            .sorted((a, b) -> Float.compare(b.prediction()[1], a.prediction()[1]))
            .toList();
    double right = 0;
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).label() == 1) {
        right++;
        sum += right / (i + 1);
      }
    }
    return sum / right;
  }

  private static double bound(List<Outcome> outcomes, int thresholds) {
    double all = counted(outcomes, 1, -1);
    double bound = 0;
    for (int i = thresholds - 1; i > 0; i--) {
      double upper = i == thresholds - 1 ? 2 : (double) i / (thresholds - 1);
      double lower = i == 1 ? -1 : (i - 1.0) / (thresholds - 1);
      double tp = counted(outcomes, 1, upper);
      double fp = counted(outcomes, 0, upper);
      double tpBelow = counted(outcomes, 1, lower);
      double fpBelow = counted(outcomes, 0, lower);
      if (tpBelow > tp) {
        double lowest = tp == 0 ? 0 : tp / (tp + fpBelow);
        bound += (tpBelow - tp) / all * (tpBelow / (tpBelow + fp) - lowest);
      }
    }
    return bound;
  }

  private static double counted(List<Outcome> outcomes, int label, double threshold) {
    return outcomes.stream()
        .filter(o -> o.label() == label && o.prediction()[1] > threshold)
        .count();
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new PrAuc().withThresholds(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds must be from 2 to 10000, got 1");
  }
}
