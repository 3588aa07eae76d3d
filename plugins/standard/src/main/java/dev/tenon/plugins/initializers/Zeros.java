package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * 0 everywhere.
 *
 * <p>Example: {@code new Dense(64).withBiasInitializer(new Zeros())}.
 */
public record Zeros() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return new Constant(0).values(shape, random);
  }
}
