package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import java.util.Objects;

/**
 * Recall: how many of a class's examples are taken for it.
 *
 * <p>It is {@code tp / (tp + fn)}, averaged over the classes, 0 to 1.
 *
 * <p>The class that an example is taken for is the one with the largest prediction, the first of
 * equals; a model of one output predicts class 1 where that is above 0.5. A class without examples
 * has recall 0, as in Keras. Why averages differ from those of Keras's {@code Recall} is said at
 * {@link Precision}. Counts are exact. Example: {@code experiment.withMetrics(new
 * Recall(Averaging.BINARY))} is the sensitivity of a test.
 *
 * @param average how scores of classes become one; macro by default
 */
public record Recall(Averaging average) implements OfClasses {
  /** Checks the part. */
  public Recall {
    Objects.requireNonNull(average, "average");
  }

  /** Averages over classes. */
  public Recall() {
    this(Averaging.MACRO);
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return average.of(matrix, (right, predicted, actual) -> Averaging.share(right, actual));
  }
}
