package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import java.util.function.DoubleSupplier;

/** Values that are drawn one after the other. */
final class Drawn {
  private Drawn() {}

  static float[] values(Shape shape, DoubleSupplier next) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return values;
  }
}
