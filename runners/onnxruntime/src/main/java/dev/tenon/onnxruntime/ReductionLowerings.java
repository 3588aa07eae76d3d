package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.LogSoftmax;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Softmax;
import dev.tenon.graph.TensorType;
import java.util.List;

/** Sums, means, maxima, and what normalises by them. */
final class ReductionLowerings {
  private ReductionLowerings() {}

  static void addTo(Lowerings table) {
    table.put(Reduce.class, ReductionLowerings::reduce);
    table.put(MatMul.class, (on, op, in, type) -> on.node("MatMul", type, in));
    table.put(
        Softmax.class,
        (on, op, in, type) -> on.node("Softmax", type, in, attribute("axis", op.axis())));
    table.put(
        LogSoftmax.class,
        (on, op, in, type) -> on.node("LogSoftmax", type, in, attribute("axis", op.axis())));
  }

  /** Opset 17 takes the axes of a sum as an operand, those of the others as an attribute. */
  private static Value reduce(Emitter on, Reduce op, List<Value> in, TensorType type) {
    if (op.axes().isEmpty()) {
      return in.get(0);
    }
    if (op.kind() == Reduce.Kind.SUM) {
      return on.reduceSum(in.get(0), op.keepDims(), op.axes().toArray(Integer[]::new));
    }
    return on.node(
        op.onnxName(),
        type,
        in,
        attribute("axes", op.axes()),
        attribute("keepdims", op.keepDims() ? 1 : 0));
  }
}
