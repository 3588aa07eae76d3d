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
   * Draws from Beta(alpha, alpha): the share of one gamma variable in the sum of two. See Devroye,
   * <i>Non-Uniform Random Variate Generation</i>, 1986, chapter IX.
   */
  static double draw(RandomGenerator random, double alpha) {
    double own = Gamma.logarithm(random, alpha);
    double other = Gamma.logarithm(random, alpha);
    return 1 / (1 + StrictMath.exp(other - own));
  }
}
