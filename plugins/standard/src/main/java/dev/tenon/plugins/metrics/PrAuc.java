package dev.tenon.plugins.metrics;

import java.util.Objects;

/**
 * PR AUC: the area under the curve of precision against recall.
 *
 * <p>It is from 0 to 1, averaged over the classes, each against the rest: what matters where a
 * class is rare.
 *
 * <p>It is Keras's {@code AUC(curve='PR')} with its 200 thresholds {@code i / 199}: between two of
 * them, as Davis and Goadrich interpolate, <i>The relationship between precision-recall and ROC
 * curves</i>, 2006, negatives are spread evenly among positives, and the area is {@code 1 / P *
 * integral of tp / (tp + fp) over tp}. So the value differs from the average precision of a class,
 * {@code 1 / P * sum of the precision down to each positive}, however equal probabilities are
 * ordered, by no more than the sum over all pairs of neighbouring thresholds of {@code dtp / P *
 * ((tp + dtp) / (tp + dtp + fp) - tp / (tp + fp + dfp))}, where {@code tp} and {@code fp} examples
 * are above both, and {@code dtp} and {@code dfp} between them, and the subtrahend is 0 if {@code
 * tp} is. Counts are exact, so the value does not depend on parts and order.
 *
 * <p>Predictions have to be probabilities, or the value is NaN; the only one of a model of one
 * output is that of class 1. Classes without examples have no curve and do not count. Averages are
 * named as elsewhere, where Keras has {@code multi_label}; its default is {@link Averaging#MICRO}.
 * Example: {@code experiment.withMetrics(new PrAuc().withAverage(Averaging.BINARY))}.
 *
 * @param thresholds how many thresholds, from 2 to 10000; 200 by default
 * @param average how areas of classes become one; macro by default
 */
public record PrAuc(int thresholds, Averaging average) implements Curve {
  /** Checks the parts. */
  public PrAuc {
    Curve.requireThresholds(thresholds);
    Objects.requireNonNull(average, "average");
  }

  /** Averages over classes, with Keras's thresholds. */
  public PrAuc() {
    this(200, Averaging.MACRO);
  }

  /**
   * Returns this metric with another average.
   *
   * @param average how areas of classes become one
   * @return the metric
   */
  public PrAuc withAverage(Averaging average) {
    return new PrAuc(thresholds, average);
  }

  /**
   * Returns this metric with more or fewer thresholds.
   *
   * @param thresholds how many
   * @return the metric
   */
  public PrAuc withThresholds(int thresholds) {
    return new PrAuc(thresholds, average);
  }

  @Override
  public double area(Histogram histogram) {
    double right = 0;
    double predicted = 0;
    double area = 0;
    for (int b = thresholds - 2; b >= 0; b--) {
      double more = histogram.positives()[b];
      double all = more + histogram.negatives()[b];
      if (more > 0) {
        double slope = more / all;
        double intercept = right - slope * predicted;
        double ratio = predicted > 0 ? (predicted + all) / predicted : 1;
        area += slope * (more + intercept * StrictMath.log(ratio));
      }
      right += more;
      predicted += all;
    }
    return Math.min(area / right, 1);
  }
}
