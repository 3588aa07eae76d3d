package dev.tenon.graph;

import java.util.List;

/** Checks of operands that several shape rules share. */
final class Operands {
  private Operands() {}

  static TensorType single(Op op, List<TensorType> inputs) {
    return exactly(op, 1, inputs).get(0);
  }

  static List<TensorType> exactly(Op op, int count, List<TensorType> inputs) {
    if (inputs.size() != count) {
      throw new ShapeException(
          op.onnxName() + " takes " + count + " operands, got " + inputs.size());
    }
    return inputs;
  }

  static void require(boolean condition, Op op, String expectation, Object... got) {
    if (!condition) {
      StringBuilder message = new StringBuilder(op.onnxName()).append(' ').append(expectation);
      for (int i = 0; i < got.length; i++) {
        message.append(i == 0 ? ", got " : " and ").append(got[i]);
      }
      throw new ShapeException(message.toString());
    }
  }

  /** Checks an axis, which counts from the front. */
  static void axis(Op op, Shape shape, int axis) {
    require(0 <= axis && axis < shape.rank(), op, "has no axis " + axis + " to work along", shape);
  }

  static void floats(Op op, List<TensorType> inputs) {
    for (TensorType input : inputs) {
      require(input.dataType() == DataType.FLOAT, op, "takes FLOAT tensors", input);
    }
  }

  /** Returns the common shape of two broadcast tensors of one numeric type. */
  static Shape numbers(Op op, List<TensorType> inputs) {
    exactly(op, 2, inputs);
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    boolean numeric = a.dataType() == DataType.FLOAT || a.dataType() == DataType.INT64;
    require(
        numeric && a.dataType() == b.dataType(), op, "takes two FLOAT or two INT64 tensors", a, b);
    return broadcast(op, a.shape(), b.shape());
  }

  static Shape broadcast(Op op, Shape a, Shape b) {
    try {
      return a.broadcast(b);
    } catch (ShapeException e) {
      throw new ShapeException(op.onnxName() + ": " + e.getMessage());
    }
  }

  /**
   * Returns the operands' types after checking that they are x, w and a gradient for a convolution.
   */
  static List<TensorType> gradientOf(Op op, Conv conv, List<TensorType> inputs) {
    exactly(op, 3, inputs);
    TensorType result = conv.infer(inputs.subList(0, 2));
    require(
        result.equals(inputs.get(2)),
        op,
        "needs a gradient like the result",
        result,
        inputs.get(2));
    return inputs;
  }

  static TensorType pooled(Op op, Window window, List<TensorType> inputs) {
    Shape shape = single(op, inputs).shape();
    floats(op, inputs);
    require(window.dilations().stream().allMatch(d -> d == 1), op, "takes no dilation", window);
    require(
        shape.rank() == window.rank() + 2,
        op,
        "needs a spatial input for " + window.kernel(),
        shape);
    for (int i = 0; i < window.rank(); i++) {
      int most = Math.max(window.padsBefore().get(i), window.padsAfter().get(i));
      require(most < window.kernel().get(i), op, "needs less padding than kernel", window);
    }
    return TensorType.floats(window.output(shape, shape.dim(1)));
  }
}
