package dev.tenon.training;

/**
 * How a learning rate is looked for: Smith's range test. In each of some steps the rate is higher
 * than in the one before, by the same factor, from the least to the greatest:
 *
 * <pre>rate(i) = minRate * (maxRate / minRate) ^ (i / (steps - 1)), i = 0 ... steps - 1</pre>
 *
 * <p>Source: L. N. Smith, "Cyclical Learning Rates for Training Neural Networks", 2017, section
 * 3.3, with a geometric sequence in place of an arithmetic one, as is usual since.
 *
 * @param minRate the rate of the first step, positive; 1e-7 by default
 * @param maxRate the rate of the last step, above the least; 10 by default
 * @param steps how many steps to take at most, at least 10; 100 by default
 * @param smoothing the weight of the past in the average of losses, at least 0 and below 1; 0.98 by
 *     default. See {@link RateCurve}
 */
public record RateSweep(double minRate, double maxRate, int steps, double smoothing) {
  private static final int FEWEST_STEPS = 10;

  /** Checks the numbers; rates must be positive and finite in single precision, too. */
  public RateSweep {
    if (!((float) minRate > 0 && minRate < maxRate && Float.isFinite((float) maxRate))) {
      throw new IllegalArgumentException(
          "the least rate must be positive and below the greatest, got %s and %s"
              .formatted(minRate, maxRate));
    }
    if (steps < FEWEST_STEPS) {
      throw new IllegalArgumentException(
          "a range test needs at least %d steps, got %d".formatted(FEWEST_STEPS, steps));
    }
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "the smoothing must be at least 0 and below 1, got " + smoothing);
    }
  }

  /** Goes from 1e-7 to 10 in 100 steps, with a smoothing of 0.98. */
  public RateSweep() {
    this(1e-7, 10, 100, 0.98);
  }

  /**
   * Returns a step's learning rate.
   *
   * @param step the step, from 0
   * @return the rate
   */
  public double rate(long step) {
    // Math.pow may differ by machine in the last digit.
    return minRate * StrictMath.pow(maxRate / minRate, step / (steps - 1.0));
  }
}
