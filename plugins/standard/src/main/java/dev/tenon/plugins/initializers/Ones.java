package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * 1 everywhere.
 *
 * <p>Example: {@code new Dense(64).withBiasInitializer(new Ones())}.
 */
public record Ones() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return new Constant(1).values(shape, random);
  }
}
