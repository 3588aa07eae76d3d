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
    table.put(
        GatherGrad.class,
        new Formulation<>(
            "scatter",
            at -> ordered(at.target(), at.type()),
            at -> 1,
            (on, op, in, type) -> gatherGrad(on, op, in, IndexLowerings::scattered)),
        new Formulation<>(
            "one-hot",
            at -> at.type().dataType() == DataType.FLOAT,
            at -> 100,
            (on, op, in, type) -> gatherGrad(on, op, in, IndexLowerings::multiplied)));
    table.put(OneHot.class, IndexLowerings::oneHot);
  }

  /**
   * {@code index == 0, 1, ... depth - 1}: ONNX's own {@code OneHot} counts a negative index from
   * the end, where an index outside must give zeros.
   */
  private static Value oneHot(Emitter on, OneHot op, List<Value> in, TensorType type) {
    Value indices = in.get(0);
    return hits(on, on.reshape(indices, appended(indices.shape(), 1)), op.depth());
  }

  /** {@code 1} where the index in a column, {@code [..., 1]}, is 0, 1, ... depth - 1, else 0. */
  private static Value hits(Emitter on, Value column, long depth) {
    Value depths = on.vector(LongStream.range(0, depth).toArray());
    Shape shape = column.shape().with(column.rank() - 1, depth);
    TensorType hits = new TensorType(DataType.BOOL, shape);
    return on.cast(on.node("Equal", hits, List.of(column, depths)), DataType.FLOAT);
  }

  /** Whether a device adds up the slices of one index in their order: CUDA does in any. */
  private static boolean ordered(Target target, TensorType type) {
    return target.device() == Device.CPU || type.dataType() != DataType.FLOAT;
  }

  /** Adds slices {@code [count, n]} to zeros like rows {@code [depth, n]}, by their indices. */
  @FunctionalInterface
  private interface Sums {
    Value write(Emitter on, Value indices, Value slices, Value rows);
  }

  /**
   * Adds each slice to where its index says. With the axis brought to the front and the rest made
   * one, slices are rows.
   */
  private static Value gatherGrad(Emitter on, GatherGrad op, List<Value> in, Sums sums) {
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
    long count = in.get(1).shape().size();
    Value slices =
        on.reshape(on.transpose(in.get(2), indicesFirst), Shape.of(count, rows.shape().dim(1)));
    Value indices = on.reshape(in.get(1), Shape.of(count, 1));
    Value summed = sums.write(on, indices, slices, rows);
    return on.transpose(on.reshape(summed, moved.shape()), axisBack);
  }

  /**
   * {@code ScatterElements} with reduction {@code add} adds rows to zeros in their order; {@code
   * ScatterND} may add rows of one index at the same time and lose some.
   */
  private static Value scattered(Emitter on, Value indices, Value slices, Value rows) {
    Value zeros = on.expandLike(on.zero(rows.dataType()), rows);
    Value targets = on.expandLike(indices, slices);
    return on.node(
        "ScatterElements",
        rows.type(),
        List.of(zeros, targets, slices),
        attribute("axis", 0),
        attribute("reduction", "add"));
  }

  /** A product with the transpose of the indices as one-hot rows. */
  private static Value multiplied(Emitter on, Value indices, Value slices, Value rows) {
    Value hits = hits(on, indices, rows.shape().dim(0));
    return on.matMul(on.transpose(hits, 1, 0), slices);
  }

  private static Shape appended(Shape shape, long dim) {
    return Shape.of(LongStream.concat(LongStream.of(shape.dims()), LongStream.of(dim)).toArray());
  }
}
