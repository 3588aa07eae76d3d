package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gather;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.OneHot;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators whose operands are indices. */
final class IndexLowerings {
  private IndexLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        Gather.class,
        (on, op, in, type) -> on.node("Gather", type, in, attribute("axis", op.axis())));
    table.put(GatherGrad.class, IndexLowerings::gatherGrad);
    table.put(OneHot.class, IndexLowerings::oneHot);
  }

  /**
   * {@code index == 0, 1, ... depth - 1}: ONNX's own {@code OneHot} counts a negative index from
   * the end, where an index outside must give zeros.
   */
  private static Value oneHot(Emitter on, OneHot op, List<Value> in, TensorType type) {
    Value indices = in.get(0);
    Value column = on.reshape(indices, appended(indices.shape(), 1));
    Value depths = on.vector(LongStream.range(0, op.depth()).toArray());
    TensorType hits = new TensorType(DataType.BOOL, type.shape());
    return on.cast(on.node("Equal", hits, List.of(column, depths)), DataType.FLOAT);
  }

  /**
   * Adds each slice to where its index says. With the axis brought to the front and the rest made
   * one, slices are rows, and {@code ScatterElements} with reduction {@code add} adds them to zeros
   * in their order; {@code ScatterND} may add rows of one index at the same time and lose some.
   */
  private static Value gatherGrad(Emitter on, GatherGrad op, List<Value> in, TensorType type) {
    Value data = in.get(0);
    int axis = op.axis();
    int rank = data.rank();
    int picked = in.get(1).rank();
    int[] indicesFirst =
        IntStream.range(0, rank - 1 + picked)
            .map(i -> i < picked ? axis + i : i < picked + axis ? i - picked : i)
            .toArray();
    int[] axisFirst =
        IntStream.range(0, rank).map(i -> i == 0 ? axis : i <= axis ? i - 1 : i).toArray();
    int[] axisBack =
        IntStream.range(0, rank).map(i -> i < axis ? i + 1 : i == axis ? 0 : i).toArray();

    Value moved = on.transpose(data, axisFirst);
    long depth = moved.shape().dim(0);
    Value rows = on.reshape(moved, Shape.of(depth, data.shape().size() / depth));
    Value zeros = on.expandLike(on.zero(type.dataType()), rows);
    long count = in.get(1).shape().size();
    Value slices =
        on.reshape(on.transpose(in.get(2), indicesFirst), Shape.of(count, rows.shape().dim(1)));
    Value target = on.expandLike(on.reshape(in.get(1), Shape.of(count, 1)), slices);
    Value sums =
        on.node(
            "ScatterElements",
            rows.type(),
            List.of(zeros, target, slices),
            attribute("axis", 0),
            attribute("reduction", "add"));
    return on.transpose(on.reshape(sums, moved.shape()), axisBack);
  }

  private static Shape appended(Shape shape, long dim) {
    return Shape.of(LongStream.concat(LongStream.of(shape.dims()), LongStream.of(dim)).toArray());
  }
}
