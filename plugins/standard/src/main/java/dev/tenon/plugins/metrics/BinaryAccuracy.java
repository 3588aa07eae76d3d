package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * How often outputs are on the right side of a threshold: a share from 0 to 1.
 *
 * <p>The only output of a model is right if it is above the threshold and the class is 1, or not
 * above it and the class is 0. Of several outputs that of the true class should be above the
 * threshold, others not, and an example counts as the share of its outputs that are right, as in
 * Keras with one-hot targets; {@link Accuracy} is what is mostly meant there. An example's share is
 * exact to 2<sup>-31</sup>, as in any {@link Mean}. Example: {@code experiment.withMetrics(new
 * BinaryAccuracy())}.
 *
 * @param threshold above which an output stands for 1; 0.5 by default
 */
public record BinaryAccuracy(double threshold) implements Metric, Measure {
  /** Checks the number. */
  public BinaryAccuracy {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold must be finite, got " + threshold);
    }
  }

  /** Takes outputs above one half for 1. */
  public BinaryAccuracy() {
    this(0.5);
  }

  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    float[] prediction = outcome.prediction();
    double right = 0;
    for (int i = 0; i < prediction.length; i++) {
      int predicted = prediction[i] > threshold ? 1 : 0;
      right += predicted == Rows.target(outcome, i) ? 1 : 0;
    }
    return right / prediction.length;
  }
}
