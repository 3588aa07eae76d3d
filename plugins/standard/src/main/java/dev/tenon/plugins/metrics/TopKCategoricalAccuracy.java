package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * How often the true class is among those with the largest predictions: a share from 0 to 1.
 *
 * <p>The true class counts if fewer than {@code k} classes have a larger prediction, so classes
 * that tie for the last place all count, as in Keras; a prediction of NaN never does. Example:
 * {@code experiment.withMetrics(new TopKCategoricalAccuracy(2))}.
 *
 * @param k how many classes count, positive; 5 by default
 */
public record TopKCategoricalAccuracy(int k) implements Metric, Measure {
  /** Checks the number. */
  public TopKCategoricalAccuracy {
    if (k < 1) {
      throw new IllegalArgumentException("k must be positive, got " + k);
    }
  }

  /** Counts the first five classes. */
  public TopKCategoricalAccuracy() {
    this(5);
  }

  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    float[] prediction = outcome.prediction();
    float own = prediction[outcome.label()];
    int ahead = 0;
    for (float other : prediction) {
      if (other > own) {
        ahead++;
      }
    }
    return ahead < k && !Float.isNaN(own) ? 1 : 0;
  }
}
