package dev.tenon.reference;

import dev.tenon.graph.Concat;
import dev.tenon.graph.Constant;
import dev.tenon.graph.Pad;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Slice;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Transpose;
import dev.tenon.graph.Upsample;
import java.util.List;

/** The operators that make, move or repeat elements without computing with them. */
final class Shaping {
  private Shaping() {}

  static Value constant(Constant op) {
    return new Value(op.type(), op.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  static Value scalar(double value) {
    return Value.floats(Shape.SCALAR, value);
  }

  static Value reshape(Reshape op, Value x, long batch) {
    return new Value(new TensorType(x.type().dataType(), op.shape().bind(batch)), x.data().clone());
  }

  static Value transpose(Transpose op, Value x) {
    long[] from = x.shape().dims();
    long[] to = new long[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[op.permutation().get(i)];
    }
    Value result = like(x, Shape.of(to));
    long[] source = new long[from.length];
    Positions.forEach(
        to,
        at -> {
          for (int i = 0; i < at.length; i++) {
            source[op.permutation().get(i)] = at[i];
          }
          result.data()[Positions.offset(at, to)] = x.data()[Positions.offset(source, from)];
        });
    return result;
  }

  static Value expand(Value x, Shape to) {
    Value result = like(x, Positions.common(x.shape(), to));
    long[] dims = result.shape().dims();
    Broadcast repeated = new Broadcast(x);
    Positions.forEach(dims, at -> result.data()[Positions.offset(at, dims)] = repeated.at(at));
    return result;
  }

  static Value pad(Pad op, Value x) {
    long size = op.before() + x.shape().dim(op.axis()) + op.after();
    Value result = like(x, x.shape().with(op.axis(), size));
    write(x, result, op.axis(), op.before());
    return result;
  }

  static Value slice(Slice op, Value x) {
    Value result = like(x, x.shape().with(op.axis(), op.end() - op.start()));
    long[] from = x.shape().dims();
    long[] to = result.shape().dims();
    Positions.forEach(
        to,
        at -> {
          long[] source = at.clone();
          source[op.axis()] += op.start();
          result.data()[Positions.offset(at, to)] = x.data()[Positions.offset(source, from)];
        });
    return result;
  }

  static Value concat(Concat op, List<Value> parts) {
    long size = parts.stream().mapToLong(p -> p.shape().dim(op.axis())).sum();
    Value result = like(parts.get(0), parts.get(0).shape().with(op.axis(), size));
    long start = 0;
    for (Value part : parts) {
      write(part, result, op.axis(), start);
      start += part.shape().dim(op.axis());
    }
    return result;
  }

  static Value upsample(Upsample op, Value x) {
    long[] from = x.shape().dims();
    long[] to = from.clone();
    for (int i = 0; i < op.factors().size(); i++) {
      to[i + 2] *= op.factors().get(i);
    }
    Value result = like(x, Shape.of(to));
    Positions.forEach(
        to,
        at -> {
          long[] source = at.clone();
          for (int i = 0; i < op.factors().size(); i++) {
            source[i + 2] /= op.factors().get(i);
          }
          result.data()[Positions.offset(at, to)] = x.data()[Positions.offset(source, from)];
        });
    return result;
  }

  /** Copies a part into a whole, shifted along one axis. */
  private static void write(Value part, Value whole, int axis, long shift) {
    long[] from = part.shape().dims();
    long[] to = whole.shape().dims();
    Positions.forEach(
        from,
        at -> {
          long[] target = at.clone();
          target[axis] += shift;
          whole.data()[Positions.offset(target, to)] = part.data()[Positions.offset(at, from)];
        });
  }

  private static Value like(Value x, Shape shape) {
    return Value.zeros(new TensorType(x.type().dataType(), shape));
  }
}
