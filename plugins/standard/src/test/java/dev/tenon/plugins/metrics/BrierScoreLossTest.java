package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;

import dev.tenon.testkit.MetricContract;
import java.util.List;

class BrierScoreLossTest implements MetricContract {
  @Override
  public BrierScoreLoss extension() {
    return new BrierScoreLoss();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of(0.125, outcome(0, 0.75f, 0.25f)),
        Known.of((0.125 + 0.375) / 2, outcome(0, 0.75f, 0.25f), outcome(1, 0.25f, 0.5f, 0.25f)),
        Known.of(2, outcome(0, 0, 1)),
        // The only output of a model is the probability of class 1.
        Known.of(1.125, outcome(1, 0.25f)),
        // Logits are no probabilities.
        Known.of(Double.NaN, outcome(0, 2, 0)));
  }

  @Override
  public double least() {
    return 0;
  }

  @Override
  public double greatest() {
    return 2;
  }
}
