package dev.tenon.plugins.augmentations;

import java.util.random.RandomGenerator;

/** Numbers that are drawn from the gamma distribution, alike on all machines. */
final class Gamma {
  private Gamma() {}

  /**
   * Draws the logarithm of a number from the gamma distribution of a positive shape and scale 1;
   * numbers of small shapes may themselves be too small to be told from 0.
   *
   * <p>For shapes from 1 on by Marsaglia and Tsang, <i>A Simple Method for Generating Gamma
   * Variables</i>, 2000; below, by their relation of a shape to the next one.
   */
  static double logarithm(RandomGenerator random, double shape) {
    if (shape < 1) {
      double power = StrictMath.log(positive(random)) / shape;
      return Math.max(-Double.MAX_VALUE, logarithm(random, shape + 1) + power);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal(random);
      double root = 1 + c * x;
      double v = root * root * root;
      if (v > 0) {
        double log = StrictMath.log(v);
        if (StrictMath.log(positive(random)) < x * x / 2 + d * (1 - v + log)) {
          return StrictMath.log(d) + log;
        }
      }
    }
  }

  /** Draws from the standard normal distribution, by the method of Box and Muller. */
  private static double normal(RandomGenerator random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(positive(random)));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Draws from {@code (0, 1]}. */
  private static double positive(RandomGenerator random) {
    return 1 - random.nextDouble();
  }
}
