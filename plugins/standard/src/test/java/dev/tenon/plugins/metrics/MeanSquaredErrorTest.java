package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;

import dev.tenon.testkit.MetricContract;
import java.util.List;

class MeanSquaredErrorTest implements MetricContract {
  @Override
  public MeanSquaredError extension() {
    return new MeanSquaredError();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of(0.0625, outcome(1, 0.25f, 0.75f)),
        Known.of((0.0625 + 0.5) / 2, outcome(1, 0.25f, 0.75f), outcome(0, 1, 1)),
        // The target of one output is the number of the class.
        Known.of(5, outcome(3, 0), outcome(2, 1)));
  }

  @Override
  public double least() {
    return 0;
  }
}
