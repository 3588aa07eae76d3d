package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * Brier score: the mean squared distance of probabilities from what happened.
 *
 * <p>It is the mean of {@code sum over classes of (p - y)^2}, from 0 to 2.
 *
 * <p>{@code y} is 1 for the true class and 0 for others. The sum is over both of two classes, as
 * Brier has it, also for a model of one output, which is the probability of class 1; half of it is
 * what is often given for two classes. Predictions have to be probabilities, or the value is NaN.
 * An example's sum is exact to 2<sup>-31</sup>, as in any {@link Mean}. The name is scikit-learn's,
 * {@code brier_score_loss}: what ends in loss is known to be the better the less it is. Source:
 * Brier, <i>Verification of forecasts expressed in terms of probability</i>, 1950. Example: {@code
 * experiment.withMetrics(new BrierScoreLoss())}.
 */
public record BrierScoreLoss() implements Metric, Measure {
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
    for (int k = 0; k < row.length; k++) {
      double error = row[k] - (outcome.label() == k ? 1.0 : 0.0);
      sum += error * error;
    }
    return sum;
  }
}
