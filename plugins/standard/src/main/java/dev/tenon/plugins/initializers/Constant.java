package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One value everywhere.
 *
 * <p>Example: {@code new Dense(1).withBiasInitializer(new Constant(0.5))}.
 *
 * @param value the value; anything but a finite number is an {@link IllegalArgumentException}
 */
public record Constant(double value) implements Initializer {
  /** Checks the value. */
  public Constant {
    Bounds.requireFinite("value", value);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, (float) value);
    return values;
  }
}
