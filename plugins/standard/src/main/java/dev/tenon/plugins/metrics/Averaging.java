package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;

/**
 * How scores of classes, each against the rest, become one number.
 *
 * <p>The names are those of Keras's {@code F1Score} and scikit-learn's {@code average}.
 */
public enum Averaging {
  /** The score of all classes' counts together: larger classes count more. */
  MICRO,
  /** The mean of the classes' scores: all classes count alike. */
  MACRO,
  /** The mean of the classes' scores, weighted by how many examples each has. */
  WEIGHTED,
  /** The score of class 1 of two, the positive one. */
  BINARY;

  /** A class's score, made of counts of examples. */
  @FunctionalInterface
  interface Score {
    /**
     * Scores a class.
     *
     * @param right how many were rightly taken for it
     * @param predicted how many were taken for it
     * @param actual how many are of it
     */
    double of(double right, double predicted, double actual);
  }

  /** Scores all classes of a matrix that has some examples. */
  double of(ConfusionMatrix matrix, Score score) {
    int classes = matrix.classes();
    double[] scores = new double[classes];
    double right = 0;
    double all = 0;
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < classes; k++) {
      scores[k] = score.of(matrix.count(k, k), matrix.predicted(k), matrix.support(k));
      right += matrix.count(k, k);
      all += matrix.support(k);
      sum += scores[k];
      weighted += scores[k] * matrix.support(k);
    }
    return switch (this) {
      case MICRO -> score.of(right, all, all);
      case MACRO -> sum / classes;
      case WEIGHTED -> weighted / all;
      case BINARY -> scores[positive(classes)];
    };
  }

  /** Returns the index of the positive class. */
  static int positive(int classes) {
    if (classes != 2) {
      throw new IllegalArgumentException(
          "average binary is of two classes, got %d; macro is of any number".formatted(classes));
    }
    return 1;
  }

  /** Returns a share; 0 of nothing, as in Keras. */
  static double share(double some, double all) {
    return all == 0 ? 0 : some / all;
  }
}
