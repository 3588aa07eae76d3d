package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import java.util.random.RandomGenerator;

/** The distributions from which variance-scaling initializers draw; both have mean 0. */
enum Distribution {
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
      double z = random.nextGaussian();
      while (Math.abs(z) >= 2) {
        z = random.nextGaussian();
      }
      return z * Math.sqrt(variance) / DEVIATION_WITHIN_TWO;
    }
  };

  /** The standard deviation of a standard normal variable that is cut off at -2 and 2. */
  private static final double DEVIATION_WITHIN_TWO = 0.87962566103423978;

  abstract double next(double variance, RandomGenerator random);

  float[] values(Shape shape, double variance, RandomGenerator random) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next(variance, random);
    }
    return values;
  }
}
