package dev.tenon.testkit;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One value everywhere. */
record Filled(double value) implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, (float) value);
    return values;
  }
}
