package dev.tenon.plugins.activations;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Activation;
import java.util.List;
import java.util.Map;

/** An activation's values and derivatives at given points, in double precision. */
final class Curve {
  private Curve() {}

  static double[] values(Activation activation, double... points) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1, points.length));
    return run(activation.apply(x), points);
  }

  static double[] slopes(Activation activation, double... points) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1, points.length));
    Tensor sum = activation.apply(x).reduceSum(false);
    return run(Gradients.of(sum, List.of(x)).get(0), points);
  }

  private static double[] run(Tensor y, double... points) {
    Value x = Value.floats(Shape.of(1, points.length), points);
    return Interpreter.run(y, Map.of("x", x)).data();
  }
}
