package dev.tenon.plugins.augmentations;

import java.util.random.RandomGenerator;

/** Numbers from 0 to 1 that are drawn from the beta distribution of two equal parameters. */
final class Beta {
  private Beta() {}

  /** Requires a positive and finite parameter. */
  static void check(double alpha) {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("alpha must be positive and finite, got " + alpha);
    }
  }

  /**
   * Draws from Beta(alpha, alpha): up to 1 by Jöhnk's method of 1964, above by Ulrich's formula of
   * 1984. See Devroye, <i>Non-Uniform Random Variate Generation</i>, 1986, chapter IX.
   */
  static double draw(RandomGenerator random, double alpha) {
    return alpha > 1 ? ulrich(random, alpha) : johnk(random, alpha);
  }

  private static double ulrich(RandomGenerator random, double alpha) {
    double s = StrictMath.pow(random.nextDouble(), 2 / (2 * alpha - 1));
    return 0.5 + 0.5 * Math.sqrt(1 - s) * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static double johnk(RandomGenerator random, double alpha) {
    while (true) {
      // Powers of 1 / alpha may be too small to be told from 0, and their logarithms are not.
      double x = StrictMath.log(1 - random.nextDouble()) / alpha;
      double y = StrictMath.log(1 - random.nextDouble()) / alpha;
      if (StrictMath.exp(x) + StrictMath.exp(y) <= 1) {
        return 1 / (1 + StrictMath.exp(y - x));
      }
    }
  }
}
