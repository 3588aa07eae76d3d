package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Cast;
import dev.tenon.graph.Compare;
import dev.tenon.graph.DataType;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Unary;
import dev.tenon.graph.Where;
import java.util.List;

/** Functions of one element at a time; most are ONNX operators by name. */
final class ElementwiseLowerings {
  /**
   * A slope so steep that {@code slope * y} is at least 1 for every normal positive float y, the
   * smallest being 1.18e-38.
   */
  static final float STEEP = 3e38f;

  private ElementwiseLowerings() {}

  static void addTo(Lowerings table) {
    table.put(Unary.class, ElementwiseLowerings::unary);
    table.put(Binary.class, (on, op, in, type) -> on.node(op.onnxName(), type, in));
    table.put(Compare.class, (on, op, in, type) -> on.node(op.onnxName(), type, in));
    table.put(Where.class, (on, op, in, type) -> on.node("Where", type, in));
    table.put(Cast.class, (on, op, in, type) -> on.cast(in.get(0), op.to()));
    table.put(
        ReluGrad.class,
        new Formulation<>("step", at -> true, Costs::reluGradStep, ElementwiseLowerings::byStep),
        new Formulation<>(
            "where", at -> true, Costs::reluGradWhere, ElementwiseLowerings::byWhere));
  }

  private static Value unary(Emitter on, Unary op, List<Value> in, TensorType type) {
    return op == Unary.SOFTPLUS ? softplus(on, in.get(0)) : on.node(op.onnxName(), type, in);
  }

  /** {@code max(x, 0) + log(1 + exp(-|x|))}, seven times as fast as ONNX Runtime's own Softplus. */
  private static Value softplus(Emitter on, Value x) {
    Value below = unary(on, Unary.NEG, unary(on, Unary.ABS, x));
    Value beyond = unary(on, Unary.LOG, on.add(unary(on, Unary.EXP, below), on.scalar(1)));
    return on.add(unary(on, Unary.RELU, x), beyond);
  }

  private static Value unary(Emitter on, Unary op, Value x) {
    return on.node(op.onnxName(), x.type(), List.of(x));
  }

  /**
   * {@code d * step(y)}: on the CPU, arithmetic on floats is several times as fast as a comparison
   * followed by {@code Where}. An infinite d gives NaN where y is 0.
   */
  private static Value byStep(Emitter on, ReluGrad op, List<Value> in, TensorType type) {
    return on.mul(step(on, in.get(1), 0), in.get(0));
  }

  /** {@code y > 0 ? d : 0}. */
  private static Value byWhere(Emitter on, ReluGrad op, List<Value> in, TensorType type) {
    Value zero = on.scalar(0);
    TensorType mask = new TensorType(DataType.BOOL, type.shape());
    Value passes = on.node("Greater", mask, List.of(in.get(1), zero));
    return on.node("Where", type, List.of(passes, in.get(0), zero));
  }

  /**
   * Writes {@code max(0, min(1, 3e38 x + offset))} as one {@code HardSigmoid}: with offset 0 it is
   * 1 where x is positive, else 0; with offset 1, of an x that is never positive, 1 where x is 0,
   * else 0. Subnormal x may give a value between.
   */
  static Value step(Emitter on, Value x, float offset) {
    return on.node(
        "HardSigmoid", x.type(), List.of(x), attribute("alpha", STEEP), attribute("beta", offset));
  }
}
