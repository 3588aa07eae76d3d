package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import java.util.Objects;

/**
 * F1 score: the harmonic mean of precision and recall.
 *
 * <p>It is, averaged over the classes and from 0 to 1, {@code 2 * tp / (2 * tp + fn + fp)}.
 *
 * <p>It is {@link FBetaScore} with a beta of 1, where more is said. Example: {@code
 * experiment.withMetrics(new F1Score(Averaging.WEIGHTED))}.
 *
 * @param average how scores of classes become one; macro by default
 */
public record F1Score(Averaging average) implements OfClasses {
  /** Checks the part. */
  public F1Score {
    Objects.requireNonNull(average, "average");
  }

  /** Averages over classes. */
  public F1Score() {
    this(Averaging.MACRO);
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return new FBetaScore(average, 1).of(matrix);
  }
}
