package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static dev.tenon.plugins.metrics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLossTest implements MetricContract {
  @Override
  public LogLoss extension() {
    return new LogLoss();
  }

  @Override
  public List<Known> known() {
    return List.of(
        Known.of(Math.log(4), outcome(0, 0.25f, 0.75f)),
        Known.of(Math.log(8) / 2, outcome(0, 0.25f, 0.75f), outcome(1, 0.5f, 0.5f)),
        // Probabilities are divided by their sum.
        Known.of(Math.log(3), outcome(0, 0.5f, 0.5f, 0.5f)),
        // They are kept within 1e-7 and 1 - 1e-7.
        Known.of(-Math.log(1e-7), outcome(0, 0, 1)),
        Known.of(-Math.log(1 - 1e-7), outcome(1, 0, 1)),
        // The only output of a model is the probability of class 1.
        Known.of(Math.log(4), outcome(1, 0.25f)),
        Known.of(-Math.log(0.75), outcome(0, 0.25f)),
        // Logits are no probabilities.
        Known.of(Double.NaN, outcome(0, 2, 0)));
  }

  @Override
  public double least() {
    return 0;
  }

  @Test
  void scikit_learns_example_has_its_value() {
    List<Outcome> outcomes =
        List.of(
            outcome(1, 0.1f, 0.9f),
            outcome(0, 0.9f, 0.1f),
            outcome(0, 0.8f, 0.2f),
            outcome(1, 0.35f, 0.65f));

    assertThat(value(new LogLoss(), outcomes)).isCloseTo(0.21616, within(5e-6));
  }
}
