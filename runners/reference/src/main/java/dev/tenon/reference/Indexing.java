package dev.tenon.reference;

import dev.tenon.graph.Gather;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.OneHot;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.stream.LongStream;

/** The operators that are told by indices where elements come from or go to. */
final class Indexing {
  private Indexing() {}

  static Value gather(Gather op, Value data, Value indices) {
    Value result = Value.zeros(new TensorType(data.type().dataType(), gathered(op, data, indices)));
    forEach(op.axis(), data, indices, (at, from) -> result.data()[at] = data.data()[from]);
    return result;
  }

  static Value gatherGrad(GatherGrad op, Value data, Value indices, Value upstream) {
    Value result = Value.zeros(data.type());
    forEach(op.axis(), data, indices, (at, from) -> result.data()[from] += upstream.data()[at]);
    return result;
  }

  static Value oneHot(OneHot op, Value indices) {
    long[] dims =
        LongStream.concat(LongStream.of(indices.shape().dims()), LongStream.of(op.depth()))
            .toArray();
    Value result = Value.zeros(TensorType.floats(Shape.of(dims)));
    for (int i = 0; i < indices.size(); i++) {
      double index = indices.data()[i];
      if (index >= 0 && index < op.depth()) {
        result.data()[i * (int) op.depth() + (int) index] = 1;
      }
    }
    return result;
  }

  private static Shape gathered(Gather op, Value data, Value indices) {
    LongStream.Builder dims = LongStream.builder();
    for (int i = 0; i < data.shape().rank(); i++) {
      if (i == op.axis()) {
        LongStream.of(indices.shape().dims()).forEach(dims::add);
      } else {
        dims.add(data.shape().dim(i));
      }
    }
    return Shape.of(dims.build().toArray());
  }

  /** Takes an element's offset in the gathered result and its offset in the data. */
  private interface Pair {
    void visit(int gathered, int data);
  }

  private static void forEach(int axis, Value data, Value indices, Pair pair) {
    int outer = Positions.count(data.shape(), 0, axis);
    int size = (int) data.shape().dim(axis);
    int inner = Positions.count(data.shape(), axis + 1, data.shape().rank());
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < indices.size(); i++) {
        int index = (int) indices.data()[i];
        if (index < 0 || index >= size) {
          throw new IllegalArgumentException(
              "index " + index + " lies outside axis " + axis + " of " + data.type());
        }
        for (int k = 0; k < inner; k++) {
          pair.visit((o * indices.size() + i) * inner + k, (o * size + index) * inner + k);
        }
      }
    }
  }
}
