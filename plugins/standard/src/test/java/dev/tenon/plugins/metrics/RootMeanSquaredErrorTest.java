package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.MetricContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootMeanSquaredErrorTest implements MetricContract {
  @Override
  public RootMeanSquaredError extension() {
    return new RootMeanSquaredError();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of(0.25, outcome(1, 0.25f, 0.75f)),
        // The root is taken of the mean, and the target of one output is the number of the class.
        Known.of(Math.sqrt(5), outcome(3, 0), outcome(2, 1)));
  }

  @Override
  public double least() {
    return 0;
  }

  @Test
  void tallies_of_other_metrics_do_not_merge() {
    assertThatThrownBy(
            () -> new RootMeanSquaredError().empty().merge(new MeanSquaredError().empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("only tallies of one metric merge");
  }
}
