package dev.tenon.plugins.metrics;

import dev.tenon.spi.Outcome;

/**
 * R squared: what share of the targets' variance the predictions explain.
 *
 * <p>It is the mean over outputs of {@code 1 - sum (y - p)^2 / sum (y - mean of y)^2}. 1 is
 * perfect, 0 as good as the mean, and less is worse.
 *
 * <p>Targets are one-hot rows, 1 for the true class and 0 for others; that of a model of one output
 * is the number of the true class. An output whose target never changes scores 1 if predictions
 * equal it, else 0, as in scikit-learn's {@code r2_score}. It is Keras's {@code R2Score} with its
 * default, {@code uniform_average}. Squares are rounded to multiples of 2<sup>-30</sup> and summed
 * as integers, so the value does not depend on parts and order; an example's square is exact to
 * 2<sup>-31</sup>. It is NaN if any square is none, or larger than 2<sup>32</sup>. Example: {@code
 * experiment.withMetrics(new R2Score())}.
 */
public record R2Score() implements OfSums {
  private static final int COUNT = 0;
  private static final int TARGET = 1;
  private static final int SQUARE = 2;
  private static final int RESIDUAL = 3;
  private static final int KINDS = 4;
  private static final double LARGEST = 0x1p32;

  @Override
  public boolean add(Outcome outcome, Sums.Change to) {
    float[] prediction = outcome.prediction();
    for (int i = 0; i < prediction.length; i++) {
      if (!(residual(outcome, i) <= LARGEST)) {
        return false;
      }
    }
    for (int i = 0; i < prediction.length; i++) {
      long target = Rows.target(outcome, i);
      to.add(KINDS * i + COUNT, 1);
      to.add(KINDS * i + TARGET, target);
      to.add(KINDS * i + SQUARE, target * target);
      to.add(KINDS * i + RESIDUAL, Math.round(residual(outcome, i) / Sums.UNIT));
    }
    return true;
  }

  private static double residual(Outcome outcome, int output) {
    double error = outcome.prediction()[output] - (double) Rows.target(outcome, output);
    return error * error;
  }

  @Override
  public double of(Sums sums, long examples) {
    double sum = 0;
    int outputs = 0;
    for (int first = 0; sums.at(first + COUNT) > 0; first += KINDS) {
      double mean = (double) sums.at(first + TARGET) / examples;
      double total = sums.at(first + SQUARE) - mean * sums.at(first + TARGET);
      double residual = sums.at(first + RESIDUAL) * Sums.UNIT;
      if (total > 0) {
        sum += 1 - residual / total;
      } else {
        sum += residual == 0 ? 1 : 0;
      }
      outputs++;
    }
    return sum / outputs;
  }
}
