package dev.tenon.reference;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Op;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Computes single operators, for tests with numbers worked out by hand. */
final class Computed {
  private Computed() {}

  /** Returns what an operator makes of values. */
  static Value by(Op op, Value... operands) {
    Map<String, Value> values = new HashMap<>();
    List<Tensor> inputs = inputs(values, operands);
    return Interpreter.run(Tensor.of(op, inputs.toArray(Tensor[]::new)), values);
  }

  /** Returns the gradient of {@code sum(upstream * y)} for the operand of a position. */
  static Value gradient(int operand, Value upstream, Op op, Value... operands) {
    Map<String, Value> values = new HashMap<>();
    List<Tensor> inputs = inputs(values, operands);
    Tensor weights = Tensor.input("upstream", DataType.FLOAT, upstream.shape());
    values.put("upstream", upstream);
    Tensor y = Tensor.of(op, inputs.toArray(Tensor[]::new));
    Tensor loss = y.mul(weights).reduceSum(false);
    return Interpreter.run(Gradients.of(loss, List.of(inputs.get(operand))).get(0), values);
  }

  private static List<Tensor> inputs(Map<String, Value> values, Value... operands) {
    List<Tensor> inputs = new ArrayList<>();
    for (Value operand : operands) {
      String name = "x" + inputs.size();
      inputs.add(Tensor.input(name, operand.type().dataType(), operand.shape()));
      values.put(name, operand);
    }
    return inputs;
  }

  /** Returns floats in a row. */
  static Value row(double... elements) {
    return Value.floats(Shape.of(elements.length), elements);
  }

  /** Returns integers in a row. */
  static Value longs(long... elements) {
    return Value.longs(Shape.of(elements.length), elements);
  }

  /** Returns truth values in a row. */
  static Value bools(double... elements) {
    return new Value(new TensorType(DataType.BOOL, Shape.of(elements.length)), elements);
  }

  /** Returns floats in a shape, counted from a first number. */
  static Value counted(int first, long... dims) {
    Shape shape = Shape.of(dims);
    return Value.floats(
        shape, IntStream.range(first, first + (int) shape.size()).asDoubleStream().toArray());
  }

  /** Returns ones in a shape. */
  static Value ones(long... dims) {
    Shape shape = Shape.of(dims);
    return Value.floats(
        shape, IntStream.range(0, (int) shape.size()).mapToDouble(i -> 1).toArray());
  }
}
