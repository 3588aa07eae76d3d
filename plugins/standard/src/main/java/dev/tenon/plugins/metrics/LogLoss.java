package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * Log loss: the cross-entropy, whatever the model's loss is.
 *
 * <p>It is the mean of {@code -log(p)}, where {@code p} is the probability of the true class.
 *
 * <p>Probabilities are divided by their sum and kept within 1e-7 and 1 - 1e-7, as in Keras's {@code
 * CategoricalCrossentropy} and {@code BinaryCrossentropy}; the only one of a model of one output is
 * that of class 1. Predictions have to be probabilities, or the value is NaN. An example's
 * logarithm is exact to 2<sup>-31</sup>, as in any {@link Mean}. Example: {@code
 * experiment.withMetrics(new LogLoss())}.
 */
public record LogLoss() implements Metric, Measure {
  private static final double EPSILON = 1e-7;

  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    float[] row = Rows.of(outcome);
    if (!Rows.areProbabilities(row)) {
      return Double.NaN;
    }
    double sum = 0;
    for (float p : row) {
      sum += p;
    }
    double own = row[outcome.label()] / sum;
    return -StrictMath.log(Math.max(EPSILON, Math.min(1 - EPSILON, own)));
  }
}
