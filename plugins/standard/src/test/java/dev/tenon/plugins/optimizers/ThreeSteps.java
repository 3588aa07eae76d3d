package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.Optimizer;
import java.util.Map;

/** Three steps, mostly at the rate 0.1, beside what Keras 3.15.1 computes in double precision. */
final class ThreeSteps {
  private static final double RATE = 0.1;
  private static final double[][] VECTOR = {{0.5, -2, 0.01}, {-0.1, 1, 0.02}, {0.3, 0, -0.03}};
  private static final double[][] MATRIX = {
    {0.5, -2, 0.01, 0.2, 0.4, -0.6}, {-0.1, 1, 0.02, 0, 0.3, 0.1}, {0.3, 0, -0.03, -0.5, 0.2, 0.7}
  };

  // First values of slots, such as 0.1, are in single precision.
  private static final double TOLERANCE = 5e-8;

  private ThreeSteps() {}

  static void ofVector(Optimizer optimizer, double[]... expected) {
    check(optimizer, Value.floats(Shape.of(3), 0.7, -1.2, 0.4), VECTOR, expected);
  }

  /** Takes them at the rate 1. */
  static void ofVectorAtOne(Optimizer optimizer, double[]... expected) {
    check(optimizer, 1, Value.floats(Shape.of(3), 0.7, -1.2, 0.4), VECTOR, expected);
  }

  static void ofMatrix(Optimizer optimizer, double[]... expected) {
    ofMatrix(optimizer, Shape.of(2, 3), expected);
  }

  /** Has the elements of the matrix in another shape. */
  static void ofMatrix(Optimizer optimizer, Shape shape, double[]... expected) {
    check(optimizer, Value.floats(shape, 0.7, -1.2, 0.4, 0.3, 0.9, -0.5), MATRIX, expected);
  }

  static void check(Optimizer optimizer, Value start, double[][] gradients, double[]... expected) {
    check(optimizer, RATE, start, gradients, expected);
  }

  private static void check(
      Optimizer optimizer, double rate, Value start, double[][] gradients, double[]... expected) {
    Descent descent = new Descent(optimizer, Map.of("w", start));
    for (int i = 0; i < expected.length; i++) {
      assertThat(descent.step(rate, gradients[i]))
          .as("step %d", i + 1)
          .containsExactly(expected[i], within(TOLERANCE));
    }
  }
}
