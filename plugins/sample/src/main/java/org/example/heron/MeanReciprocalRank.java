package org.example.heron;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * How near the top the true class stands among the predictions: the mean of {@code 1 / rank}, a
 * share above 0 and up to 1.
 *
 * <p>The class of the largest prediction has rank 1, the next one 2, and so on; of equal
 * predictions the first goes first. A prediction of the true class that is NaN leaves the metric
 * undefined. Example: {@code experiment.withMetrics(new MeanReciprocalRank())}.
 */
public record MeanReciprocalRank() implements Metric, Measure {
  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    float[] prediction = outcome.prediction();
    float own = prediction[outcome.label()];
    if (Float.isNaN(own)) {
      return Double.NaN;
    }
    int rank = 1;
    for (int i = 0; i < prediction.length; i++) {
      if (prediction[i] > own || prediction[i] == own && i < outcome.label()) {
        rank++;
      }
    }
    return 1.0 / rank;
  }
}
