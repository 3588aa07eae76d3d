package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.taken;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;

class MatthewsCorrelationTest implements MetricContract {
  @Override
  public MatthewsCorrelation extension() {
    return new MatthewsCorrelation();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn: y_true [+1, +1, +1, -1], y_pred [+1, -1, +1, +1].
        Known.of(-1.0 / 3, taken(new int[] {0, 1}, new int[] {1, 2})),
        Known.of(
            18 / Math.sqrt(528),
            taken(new int[] {2, 0, 0}, new int[] {0, 1, 1}, new int[] {0, 0, 2})),
        Known.of(1, taken(new int[] {2, 0}, new int[] {0, 2})),
        Known.of(-1, taken(new int[] {0, 2}, new int[] {2, 0})),
        // No correlation is known of one class.
        Known.of(0, taken(new int[] {2, 0}, new int[] {2, 0})));
  }

  @Override
  public double least() {
    return -1;
  }

  @Override
  public double greatest() {
    return 1;
  }

  @Nested
  class OneOutputLaws implements MetricContract {
    @Override
    public MatthewsCorrelation extension() {
      return new MatthewsCorrelation();
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(
              -1.0 / 3, outcome(0, 0.75f), outcome(1, 0.5f), outcome(1, 1), outcome(1, 0.75f)));
    }

    @Override
    public double least() {
      return -1;
    }

    @Override
    public double greatest() {
      return 1;
    }

    @Override
    public List<Outcome> outcomes(int count, RandomGenerator random) {
      return Outcomes.ofOneOutput(count, random);
    }
  }
}
