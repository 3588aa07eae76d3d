package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The mean and the variance of a distribution.
 *
 * @param mean its mean
 * @param variance its variance; 0 for a constant
 */
@API(status = EXPERIMENTAL)
public record Moments(double mean, double variance) {
  /** Checks that both are finite, and the variance not negative. */
  public Moments {
    if (!Double.isFinite(mean) || !(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a mean and a variance are finite, and a variance is not negative; got "
              + mean
              + " and "
              + variance);
    }
  }
}
