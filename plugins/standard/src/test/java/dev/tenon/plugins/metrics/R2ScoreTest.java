package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;

class R2ScoreTest implements MetricContract {
  @Override
  public R2Score extension() {
    return new R2Score();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of Keras: y_true [1, 4, 3], y_pred [2, 4, 4].
        Known.of(4.0 / 7, outcome(1, 2), outcome(4, 4), outcome(3, 4)),
        // Squares of 0.0625 of two outputs of variance 0.25.
        Known.of(0.75, outcome(0, 0.75f, 0.25f), outcome(1, 0.25f, 0.75f)),
        // Outputs whose target does not change score 1 if they equal it, else 0.
        Known.of(1, outcome(0, 1, 0)),
        Known.of(0.5, outcome(0, 1, 0.5f)));
  }

  @Override
  public double greatest() {
    return 1;
  }

  @Nested
  class OneOutputLaws implements MetricContract {
    @Override
    public R2Score extension() {
      return new R2Score();
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(-3, outcome(0, 1), outcome(1, 0)));
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
