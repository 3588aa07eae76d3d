package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.BatchSize;
import dev.tenon.graph.Concat;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Pad;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Slice;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Transpose;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Operators that move elements or make new ones, and compute nothing. */
final class ShapeLowerings {
  private ShapeLowerings() {}

  static void addTo(Lowerings table) {
    table.put(Constant.class, ShapeLowerings::constant);
    table.put(Transpose.class, ShapeLowerings::transpose);
    table.put(Reshape.class, (on, op, in, type) -> on.reshape(in.get(0), type.shape()));
    table.put(Expand.class, (on, op, in, type) -> on.expandLike(in.get(0), in.get(1)));
    table.put(Concat.class, (on, op, in, type) -> on.concat(op.axis(), in));
    table.put(Slice.class, ShapeLowerings::slice);
    table.put(Pad.class, ShapeLowerings::pad);
    table.put(BatchSize.class, ShapeLowerings::batchSize);
  }

  private static Value constant(Emitter on, Constant op, List<Value> in, TensorType type) {
    int bytes = Math.toIntExact(type.shape().size() * type.dataType().bytes());
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : op.values()) {
      switch (type.dataType()) {
        case FLOAT -> data.putFloat((float) value);
        case INT64 -> data.putLong((long) value);
        case UINT8 -> data.put((byte) (int) value);
        case BOOL -> data.put((byte) (value == 0 ? 0 : 1));
      }
    }
    return on.constant(type, data);
  }

  private static Value transpose(Emitter on, Transpose op, List<Value> in, TensorType type) {
    return on.transpose(in.get(0), op.permutation().stream().mapToInt(a -> a).toArray());
  }

  private static Value slice(Emitter on, Slice op, List<Value> in, TensorType type) {
    Value axes = on.vector(op.axis());
    return on.node(
        "Slice", type, List.of(in.get(0), on.vector(op.start()), on.vector(op.end()), axes));
  }

  private static Value pad(Emitter on, Pad op, List<Value> in, TensorType type) {
    long[] before = new long[type.shape().rank()];
    long[] after = before.clone();
    before[op.axis()] = op.before();
    after[op.axis()] = op.after();
    return on.pad(in.get(0), before, after, 0);
  }

  /** A constant where the batch size is known; else read off the operand's shape. */
  private static Value batchSize(Emitter on, BatchSize op, List<Value> in, TensorType type) {
    Value x = in.get(0);
    Shape bound = on.bind(Shape.of(Shape.BATCH));
    if (bound.isStatic()) {
      return on.scalar(bound.size());
    }
    int axis = 0;
    while (x.shape().dim(axis) > 0) {
      axis++;
    }
    TensorType dims = new TensorType(DataType.INT64, Shape.of(x.rank()));
    Value shape = on.node("Shape", dims, List.of(x));
    TensorType single = new TensorType(DataType.INT64, Shape.SCALAR);
    Value size =
        on.node(
            "Gather", single, List.of(shape, on.longs(Shape.SCALAR, axis)), attribute("axis", 0));
    Value multiple = on.cast(size, DataType.FLOAT);
    long factor = -x.shape().dim(axis);
    return factor == 1 ? multiple : on.div(multiple, on.scalar(factor));
  }
}
