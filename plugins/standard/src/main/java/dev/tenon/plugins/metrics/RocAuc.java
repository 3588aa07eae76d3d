package dev.tenon.plugins.metrics;

import java.util.Objects;

/**
 * ROC AUC: the area under the receiver operating characteristic.
 *
 * <p>From 0 to 1, how often an example of a class has a larger probability of it than one of
 * another class, where equal ones count half; averaged over the classes, each against the rest.
 *
 * <p>It is Keras's {@code AUC} with its 200 thresholds {@code i / 199}: probabilities between the
 * same two count as equal, and the curve is a line there. So the value differs from the exact area
 * of a class by no more than half the share of those pairs of an example of it and one of another
 * whose probabilities lie between the same two thresholds. Counts are exact, so the value does not
 * depend on parts and order.
 *
 * <p>Predictions have to be probabilities, or the value is NaN; the only one of a model of one
 * output is that of class 1. Classes without examples, or without examples of others, have no curve
 * and do not count; if none has one, the value is NaN. Averages are named as elsewhere, where Keras
 * has {@code multi_label}; its default is {@link Averaging#MICRO}. Source: Hanley and McNeil,
 * <i>The meaning and use of the area under a receiver operating characteristic (ROC) curve</i>,
 * 1982. Example: {@code experiment.withMetrics(new RocAuc())}.
 *
 * @param thresholds how many thresholds, from 2 to 10000; 200 by default
 * @param average how areas of classes become one; macro by default
 */
public record RocAuc(int thresholds, Averaging average) implements Curve {
  /** Checks the parts. */
  public RocAuc {
    Curve.requireThresholds(thresholds);
    Objects.requireNonNull(average, "average");
  }

  /** Averages over classes, with Keras's thresholds. */
  public RocAuc() {
    this(200, Averaging.MACRO);
  }

  /**
   * Returns this metric with another average.
   *
   * @param average how areas of classes become one
   * @return the metric
   */
  public RocAuc withAverage(Averaging average) {
    return new RocAuc(thresholds, average);
  }

  /**
   * Returns this metric with more or fewer thresholds.
   *
   * @param thresholds how many
   * @return the metric
   */
  public RocAuc withThresholds(int thresholds) {
    return new RocAuc(thresholds, average);
  }

  @Override
  public double area(Histogram histogram) {
    double above = 0;
    double ordered = 0;
    for (int b = thresholds - 2; b >= 0; b--) {
      double positives = histogram.positives()[b];
      ordered += histogram.negatives()[b] * (above + positives / 2);
      above += positives;
    }
    return ordered / (above * histogram.negative());
  }
}
