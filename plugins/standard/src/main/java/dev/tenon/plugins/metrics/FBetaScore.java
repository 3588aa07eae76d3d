package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import java.util.Objects;

/**
 * F-beta score: the weighted harmonic mean of precision and recall.
 *
 * <p>It is, averaged over the classes and from 0 to 1, {@code (1 + beta^2) * precision * recall /
 * (beta^2 * precision + recall)}, which is {@code (1 + beta^2) * tp / ((1 + beta^2) * tp + beta^2 *
 * fn + fp)}.
 *
 * <p>The class that an example is taken for is the one with the largest prediction, the first of
 * equals; a model of one output predicts class 1 where that is above 0.5. It is Keras's {@code
 * FBetaScore} without a threshold, but for the average, which is none there: a metric is one number
 * here. All classes of the model count; one without examples that nothing is taken for has score 0.
 * Counts are exact. Source: van Rijsbergen, <i>Information Retrieval</i>, 1979. Example: {@code new
 * FBetaScore().withBeta(2)} has recall count more.
 *
 * @param average how scores of classes become one; macro by default
 * @param beta how many times more recall counts than precision, positive; 1 by default
 */
public record FBetaScore(Averaging average, double beta) implements OfClasses {
  /** Checks the parts. */
  public FBetaScore {
    Objects.requireNonNull(average, "average");
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta must be positive and finite, got " + beta);
    }
  }

  /** Averages over classes, with precision and recall of equal weight. */
  public FBetaScore() {
    this(Averaging.MACRO, 1);
  }

  /**
   * Returns this score with another weight.
   *
   * @param beta how many times more recall counts than precision
   * @return the metric
   */
  public FBetaScore withBeta(double beta) {
    return new FBetaScore(average, beta);
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    double square = beta * beta;
    return average.of(
        matrix,
        (right, predicted, actual) ->
            Averaging.share((1 + square) * right, square * actual + predicted));
  }
}
