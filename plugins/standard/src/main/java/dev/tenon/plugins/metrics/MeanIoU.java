package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;

/**
 * Mean intersection over union of true and predicted classes.
 *
 * <p>The overlap of a class's examples with those that are taken for it is {@code tp / (tp + fp +
 * fn)}; the value is the mean of all classes that have either, 0 to 1.
 *
 * <p>It is Keras's {@code MeanIoU}, which has to be told the number of classes that a model here
 * has. The class that an example is taken for is the one with the largest prediction, the first of
 * equals; a model of one output predicts class 1 where that is above 0.5. Counts are exact. Source:
 * Jaccard, <i>The distribution of the flora in the alpine zone</i>, 1912. Example: {@code
 * experiment.withMetrics(new MeanIoU())}.
 */
public record MeanIoU() implements OfClasses {
  @Override
  public double of(ConfusionMatrix matrix) {
    double sum = 0;
    int some = 0;
    for (int k = 0; k < matrix.classes(); k++) {
      long right = matrix.count(k, k);
      long either = matrix.support(k) + matrix.predicted(k) - right;
      sum += Averaging.share(right, either);
      some += either > 0 ? 1 : 0;
    }
    return sum / some;
  }
}
