package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import java.util.random.RandomGenerator;

/** The distributions from which variance-scaling initializers draw; all have mean 0. */
public enum Distribution {
  /** Uniform within {@code sqrt(3 * variance)} of 0. */
  UNIFORM {
    @Override
    double next(double variance, RandomGenerator random) {
      return Math.sqrt(3 * variance) * (2 * random.nextDouble() - 1);
    }
  },
  /** Normal, cut off at two standard deviations, and widened to have the wanted variance still. */
  TRUNCATED_NORMAL {
    @Override
    double next(double variance, RandomGenerator random) {
      return withinTwo(random) * Math.sqrt(variance) / DEVIATION_WITHIN_TWO;
    }
  },
  /** Normal, without bounds. */
  UNTRUNCATED_NORMAL {
    @Override
    double next(double variance, RandomGenerator random) {
      return random.nextGaussian() * Math.sqrt(variance);
    }
  };

  /** The standard deviation of a standard normal variable that is cut off at -2 and 2. */
  private static final double DEVIATION_WITHIN_TWO = 0.87962566103423978;

  abstract double next(double variance, RandomGenerator random);

  /** Draws a standard normal number, and again if it is not within 2 of 0. */
  static double withinTwo(RandomGenerator random) {
    double z = random.nextGaussian();
    while (Math.abs(z) >= 2) {
      z = random.nextGaussian();
    }
    return z;
  }

  float[] values(Shape shape, double variance, RandomGenerator random) {
    return Drawn.values(shape, () -> next(variance, random));
  }
}
