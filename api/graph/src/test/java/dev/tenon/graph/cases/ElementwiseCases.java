package dev.tenon.graph.cases;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Cast;
import dev.tenon.graph.Compare;
import dev.tenon.graph.DataType;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Unary;
import dev.tenon.graph.Where;
import java.util.ArrayList;
import java.util.List;

/** Cases of the operators that treat each element by itself. */
final class ElementwiseCases {
  private ElementwiseCases() {}

  static List<OperatorFamily> families() {
    List<OperatorFamily> families = new ArrayList<>();
    for (Unary op : Unary.values()) {
      families.add(
          new OperatorFamily(
              op.onnxName(), true, draw -> Tensor.of(op, operand(op, draw, draw.shape(0, 5)))));
    }
    for (Binary op : Binary.values()) {
      families.add(new OperatorFamily(op.onnxName(), true, draw -> floats(op, draw)));
      families.add(new OperatorFamily(op.onnxName() + " INT64", false, draw -> longs(op, draw)));
    }
    for (Compare op : Compare.values()) {
      families.add(new OperatorFamily(op.onnxName(), false, draw -> compare(op, false, draw)));
      families.add(
          new OperatorFamily(op.onnxName() + " INT64", false, draw -> compare(op, true, draw)));
    }
    families.add(new OperatorFamily("Where", true, draw -> where(draw, DataType.FLOAT)));
    families.add(new OperatorFamily("Where INT64", false, draw -> where(draw, DataType.INT64)));
    families.add(new OperatorFamily("ReluGrad", true, ElementwiseCases::reluGrad));
    for (DataType from : DataType.values()) {
      for (DataType to : DataType.values()) {
        String name = "Cast " + from + " to " + to;
        boolean floats = from == DataType.FLOAT && to == DataType.FLOAT;
        families.add(
            new OperatorFamily(
                name, floats, draw -> Tensor.of(new Cast(to), cast(draw, from, to))));
      }
    }
    return families;
  }

  private static Tensor operand(Unary op, Draw draw, Shape shape) {
    return switch (op) {
      case ABS, SIGN, RELU -> draw.signed(shape, 0.1, 3);
      case LOG, SQRT -> draw.floats(shape, 0.5, 3);
      case RECIPROCAL -> draw.signed(shape, 0.5, 3);
      default -> draw.floats(shape, -3, 3);
    };
  }

  private static Tensor floats(Binary op, Draw draw) {
    Shape wide = draw.shape(0, 5);
    Shape a = draw.coin() ? wide : draw.narrowed(wide);
    Shape b = draw.coin() ? wide : draw.narrowed(wide);
    return switch (op) {
      case ADD, SUB, MUL -> Tensor.of(op, draw.floats(a, -3, 3), draw.floats(b, -3, 3));
      case DIV -> Tensor.of(op, draw.floats(a, -3, 3), draw.signed(b, 0.5, 3));
      case POW -> Tensor.of(op, draw.floats(a, 0.5, 2), draw.floats(b, -3, 3));
      case MAX, MIN -> Tensor.of(op, draw.quarters(a, 0), draw.quarters(b, 0.125));
    };
  }

  private static Tensor longs(Binary op, Draw draw) {
    Shape wide = draw.shape(0, 5);
    Tensor a = draw.longs(draw.narrowed(wide), -20, 20);
    return switch (op) {
      case DIV -> Tensor.of(op, a, draw.longs(wide, 1, 5));
      case POW -> Tensor.of(op, a, draw.longs(wide, 0, 4));
      default -> Tensor.of(op, a, draw.longs(wide, -20, 20));
    };
  }

  private static Tensor compare(Compare op, boolean longs, Draw draw) {
    Shape wide = draw.shape(0, 5);
    Shape a = draw.coin() ? wide : draw.narrowed(wide);
    Shape b = draw.coin() ? wide : draw.narrowed(wide);
    return longs
        ? Tensor.of(op, draw.longs(a, -2, 2), draw.longs(b, -2, 2))
        : Tensor.of(op, draw.whole(a, -2, 2), draw.whole(b, -2, 2));
  }

  private static Tensor where(Draw draw, DataType type) {
    Shape wide = draw.shape(0, 5);
    Tensor condition = draw.any(DataType.BOOL, draw.coin() ? wide : draw.narrowed(wide));
    Tensor a = draw.any(type, draw.coin() ? wide : draw.narrowed(wide));
    Tensor b = draw.any(type, draw.coin() ? wide : draw.narrowed(wide));
    return Tensor.of(new Where(), condition, a, b);
  }

  private static Tensor reluGrad(Draw draw) {
    Shape shape = draw.shape(0, 5);
    return Tensor.of(new ReluGrad(), draw.floats(shape, -3, 3), draw.signed(shape, 0.1, 3));
  }

  private static Tensor cast(Draw draw, DataType from, DataType to) {
    Shape shape = draw.shape(0, 5);
    boolean negative = from == DataType.FLOAT && to == DataType.INT64;
    return negative ? draw.floats(shape, -9, 9) : draw.any(from, shape);
  }
}
