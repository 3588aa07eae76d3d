package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;

/**
 * Matthews correlation of true and predicted classes.
 *
 * <p>It is from -1 to 1; 0 is no better than chance, however unequal the classes are.
 *
 * <p>Of {@code s} examples let {@code c} be right, {@code t[k]} of class k, and {@code p[k]} taken
 * for it. The value is {@code (c s - sum t[k] p[k]) / sqrt((s^2 - sum p[k]^2) (s^2 - sum t[k]^2))},
 * which for two classes is {@code (tp tn - fp fn) / sqrt((tp + fp) (tp + fn) (tn + fp) (tn + fn))},
 * and 0 if the divisor is, as in scikit-learn's {@code matthews_corrcoef}. The class that an
 * example is taken for is the one with the largest prediction, the first of equals; a model of one
 * output predicts class 1 where that is above 0.5. Counts are exact. Source: Gorodkin, <i>Comparing
 * two K-category assignments by a K-category correlation coefficient</i>, 2004. Example: {@code
 * experiment.withMetrics(new MatthewsCorrelation())}.
 */
public record MatthewsCorrelation() implements OfClasses {
  @Override
  public double of(ConfusionMatrix matrix) {
    double all = 0;
    double right = 0;
    double both = 0;
    double predicted = 0;
    double actual = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      double p = matrix.predicted(k);
      double t = matrix.support(k);
      all += t;
      right += matrix.count(k, k);
      both += p * t;
      predicted += p * p;
      actual += t * t;
    }
    double spread = Math.sqrt(all * all - predicted) * Math.sqrt(all * all - actual);
    double correlation = Averaging.share(right * all - both, spread);
    return Math.max(-1, Math.min(1, correlation));
  }
}
