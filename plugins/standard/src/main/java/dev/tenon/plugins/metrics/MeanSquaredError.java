package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * The mean of {@code (p - y)^2} over outputs and examples.
 *
 * <p>Targets {@code y} are one-hot rows, 1 for the true class and 0 for others, as Keras's {@code
 * MeanSquaredError} takes them; that of a model of one output is the number of the true class. An
 * example's mean is exact to 2<sup>-31</sup>, as in any {@link Mean}. Example: {@code
 * experiment.withMetrics(new MeanSquaredError())}.
 */
public record MeanSquaredError() implements Metric, Measure {
  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    float[] prediction = outcome.prediction();
    double sum = 0;
    for (int i = 0; i < prediction.length; i++) {
      double error = prediction[i] - (double) Rows.target(outcome, i);
      sum += error * error;
    }
    return sum / prediction.length;
  }
}
