package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import java.util.stream.LongStream;

/**
 * How many inputs an output depends on, and how many outputs an input reaches, counted as Keras
 * does.
 *
 * @param in of a matrix {@code [in, out]}, its rows; of a filter {@code [K, C / groups,
 *     kernel...]}, {@code C / groups} times the kernel's elements
 * @param out of a matrix, its columns; of a filter, {@code K} times the kernel's elements
 */
record Fans(double in, double out) {
  static Fans of(Shape shape) {
    return switch (shape.rank()) {
      case 0 -> new Fans(1, 1);
      case 1 -> new Fans(shape.dim(0), shape.dim(0));
      case 2 -> new Fans(shape.dim(0), shape.dim(1));
      default -> {
        long elements = LongStream.of(shape.dims()).skip(2).reduce(1, Math::multiplyExact);
        yield new Fans(shape.dim(1) * elements, shape.dim(0) * elements);
      }
    };
  }
}
