package dev.tenon.plugins.metrics;

import dev.tenon.spi.Outcome;

/**
 * Expected calibration error: how far confidence is from accuracy.
 *
 * <p>It is, from 0 to 1, {@code sum over bins of |right - confidence| / n}, where {@code right}
 * counts the right predictions in a bin of {@code n} examples in all bins, and {@code confidence}
 * is the sum of their largest probabilities.
 *
 * <p>Bin {@code m}, from 1, has the predictions whose largest probability is in {@code ((m - 1) /
 * bins, m / bins]}. Confidences are rounded to multiples of 2<sup>-30</sup> and summed as integers,
 * so the value does not depend on parts and order, and is exact to 2<sup>-31</sup>. Predictions
 * have to be probabilities, or the value is NaN; the only one of a model of one output is that of
 * class 1. Source: Guo, Pleiss, Sun and Weinberger, <i>On Calibration of Modern Neural
 * Networks</i>, 2017, equation 3. Example: {@code experiment.withMetrics(new
 * ExpectedCalibrationError())}.
 *
 * @param bins how many bins, from 1 to 10000; 15 by default
 */
public record ExpectedCalibrationError(int bins) implements OfSums {
  private static final int MOST_BINS = 10_000;
  private static final int RIGHT = 0;
  private static final int CONFIDENCE = 1;
  private static final int KINDS = 2;

  /** Checks the number. */
  public ExpectedCalibrationError {
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          "bins must be from 1 to %d, got %d".formatted(MOST_BINS, bins));
    }
  }

  /** Has fifteen bins. */
  public ExpectedCalibrationError() {
    this(15);
  }

  @Override
  public boolean add(Outcome outcome, Sums.Change to) {
    float[] row = Rows.of(outcome);
    if (!Rows.areProbabilities(row)) {
      return false;
    }
    int predicted = new Outcome(row, outcome.label(), outcome.loss()).predicted();
    int first = KINDS * Rows.bin(row[predicted], bins);
    to.add(first + RIGHT, predicted == outcome.label() ? 1 : 0);
    to.add(first + CONFIDENCE, Math.round(row[predicted] / Sums.UNIT));
    return true;
  }

  @Override
  public double of(Sums sums, long examples) {
    double apart = 0;
    for (int first = 0; first < sums.size(); first += KINDS) {
      double confidence = sums.at(first + CONFIDENCE) * Sums.UNIT;
      apart += Math.abs(sums.at(first + RIGHT) - confidence);
    }
    return apart / examples;
  }
}
