package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * Which value of the history counts, and which way is better.
 *
 * @param value the value's name, such as {@code val_loss}
 * @param higherIsBetter true for an accuracy, false for a loss
 * @param minDelta the least change that counts as an improvement, not negative
 */
@API(status = STABLE)
public record Monitor(String value, boolean higherIsBetter, double minDelta) {
  /** Checks the least change. */
  public Monitor {
    if (!(minDelta >= 0)) {
      throw new IllegalArgumentException("minDelta must not be negative, got " + minDelta);
    }
  }

  /**
   * Monitors a value in the direction that its name suggests: losses and errors fall, all else
   * rises.
   *
   * @param value the value's name
   * @return the monitor, with no least change
   */
  public static Monitor of(String value) {
    return new Monitor(value, !value.endsWith("loss") && !value.endsWith("error"), 0);
  }

  /**
   * Tells whether a value improves on another.
   *
   * @param candidate the newer value
   * @param best the best value so far
   * @return whether it is better by more than the least change; any number is better than NaN, and
   *     NaN is never better
   */
  public boolean improves(double candidate, double best) {
    if (Double.isNaN(best)) {
      return !Double.isNaN(candidate);
    }
    return higherIsBetter ? candidate > best + minDelta : candidate < best - minDelta;
  }
}
