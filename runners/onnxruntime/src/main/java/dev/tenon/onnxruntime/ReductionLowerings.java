package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.LogSoftmax;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Softmax;
import dev.tenon.graph.TensorType;
import java.util.Arrays;
import java.util.List;

/** Sums, means, maxima, and what normalises by them. */
final class ReductionLowerings {
  private ReductionLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        Reduce.class,
        new Formulation<>("reduce", at -> true, Costs::reduction, ReductionLowerings::reduce),
        new Formulation<>(
            "product",
            ReductionLowerings::addsFirstAxis,
            Costs::reductionByProduct,
            ReductionLowerings::byProduct));
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

  /** Whether sums run over the first axis, of a known size, and products are not rounded. */
  private static boolean addsFirstAxis(Application<Reduce> at) {
    return at.target().device() == Device.CPU
        && at.op().kind() != Reduce.Kind.MAX
        && at.op().axes().contains(0)
        && at.shape(0).isStatic();
  }

  /** Adds along the first axis by a product with a row of ones, then along the others. */
  private static Value byProduct(Emitter on, Reduce op, List<Value> in, TensorType type) {
    Value x = in.get(0);
    int terms = Math.toIntExact(x.shape().dim(0));
    long count = op.axes().stream().mapToLong(x.shape()::dim).reduce(1, (a, b) -> a * b);
    double[] row = new double[terms];
    Arrays.fill(row, op.kind() == Reduce.Kind.MEAN ? 1.0 / count : 1);
    Value columns = on.reshape(x, Shape.of(terms, x.shape().size() / terms));
    Value sums = on.matMul(on.floats(Shape.of(1, terms), row), columns);
    Value kept = on.reshape(sums, x.shape().with(0, 1));
    Integer[] others = op.axes().stream().filter(axis -> axis > 0).toArray(Integer[]::new);
    Value all = others.length == 0 ? kept : on.reduceSum(kept, true, others);
    return on.reshape(all, type.shape());
  }
}
