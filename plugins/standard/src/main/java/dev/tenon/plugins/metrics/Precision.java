package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import java.util.Objects;

/**
 * Precision: how many of the examples taken for a class are of it.
 *
 * <p>It is {@code tp / (tp + fp)}, averaged over the classes, 0 to 1.
 *
 * <p>The class that an example is taken for is the one with the largest prediction, the first of
 * equals; a model of one output predicts class 1 where that is above 0.5. A class that nothing is
 * taken for has precision 0, as in Keras. Keras's {@code Precision} compares every output with a
 * threshold of 0.5 instead, and averages as {@link Averaging#MICRO}, which is the accuracy where
 * each example is taken for one class; {@link Averaging#MACRO}, as in Keras's {@code F1Score},
 * tells more. Counts are exact. Example: {@code experiment.withMetrics(new Precision(), new
 * Recall())}.
 *
 * @param average how scores of classes become one; macro by default
 */
public record Precision(Averaging average) implements OfClasses {
  /** Checks the part. */
  public Precision {
    Objects.requireNonNull(average, "average");
  }

  /** Averages over classes. */
  public Precision() {
    this(Averaging.MACRO);
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return average.of(matrix, (right, predicted, actual) -> Averaging.share(right, predicted));
  }
}
