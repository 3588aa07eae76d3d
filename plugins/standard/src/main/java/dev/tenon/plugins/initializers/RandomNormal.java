package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Normal values of a given mean and deviation, whatever the shape.
 *
 * <p>See Keras's {@code RandomNormal}. Example: {@code new Dense(64).withKernelInitializer(new
 * RandomNormal(0, 0.01))}.
 *
 * @param mean the mean; 0 by default
 * @param stddev the standard deviation, positive; 0.05 by default
 */
public record RandomNormal(double mean, double stddev) implements Initializer {
  /** Checks the numbers. */
  public RandomNormal {
    Bounds.requireFinite("mean", mean);
    Bounds.requirePositive("stddev", stddev);
  }

  /** Draws with Keras's defaults. */
  public RandomNormal() {
    this(0, 0.05);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Drawn.values(shape, () -> mean + stddev * random.nextGaussian());
  }
}
