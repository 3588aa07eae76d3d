package dev.tenon.plugins.metrics;

import dev.tenon.spi.Outcome;

/** What predictions mean. */
final class Rows {
  /** By how much rounding may take a probability above one. */
  private static final float ROUNDING = 1e-6f;

  private Rows() {}

  /** Returns one number a class: the only one of a model is the probability of class 1 of two. */
  static float[] of(Outcome outcome) {
    float[] prediction = outcome.prediction();
    return prediction.length == 1 ? new float[] {1 - prediction[0], prediction[0]} : prediction;
  }

  /** Tells whether all numbers of a row are probabilities. */
  static boolean areProbabilities(float[] row) {
    for (float p : row) {
      if (!(p >= -ROUNDING && p <= 1 + ROUNDING)) {
        return false;
      }
    }
    return true;
  }

  /** Returns what an output should be: the label of the only one, else 1 for the true class. */
  static int target(Outcome outcome, int output) {
    if (outcome.prediction().length == 1) {
      return outcome.label();
    }
    return outcome.label() == output ? 1 : 0;
  }

  /** Returns in which of equal stretches of (0, 1] a probability is; the first has 0, too. */
  static int bin(float probability, int bins) {
    // Single precision, so that 0.2f is at the end of the first of five.
    int bin = (int) Math.ceil(probability * bins) - 1;
    return Math.max(0, Math.min(bins - 1, bin));
  }
}
