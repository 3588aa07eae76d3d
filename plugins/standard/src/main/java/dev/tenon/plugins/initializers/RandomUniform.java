package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Uniform values between two bounds, whatever the shape.
 *
 * <p>See Keras's {@code RandomUniform}. Example: {@code new Dense(64).withKernelInitializer(new
 * RandomUniform(-0.1, 0.1))}.
 *
 * @param minval the least value; -0.05 by default
 * @param maxval the largest value, above the least; 0.05 by default
 */
public record RandomUniform(double minval, double maxval) implements Initializer {
  /** Checks the bounds. */
  public RandomUniform {
    if (!(minval < maxval && Double.isFinite(maxval - minval))) {
      throw new IllegalArgumentException(
          "minval must be below maxval, both finite; got " + minval + " and " + maxval);
    }
  }

  /** Draws with Keras's defaults. */
  public RandomUniform() {
    this(-0.05, 0.05);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Drawn.values(shape, () -> minval + (maxval - minval) * random.nextDouble());
  }
}
