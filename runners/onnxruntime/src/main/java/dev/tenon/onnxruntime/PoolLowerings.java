package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.AveragePool;
import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.onnxruntime.proto.AttributeProto;
import java.util.List;

/** Pooling, and which formulation its gradients take. */
final class PoolLowerings {
  private PoolLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        MaxPool.class,
        (on, op, in, type) ->
            on.node("MaxPool", type, in, Emitter.array(Emitter.sliding(op.window()))));
    table.put(
        AveragePool.class, (on, op, in, type) -> average(on, op.window(), in.get(0), type.shape()));
    table.put(
        MaxPoolGrad.class,
        new Formulation<>(
            "tiles",
            at -> tiles(at.op().window()),
            Costs::maxPoolGradTiles,
            (on, op, in, type) ->
                MaxPoolGradients.ofTiles(on, op.window(), in.get(0), in.get(1), in.get(2))),
        new Formulation<>(
            "rows",
            at -> TileRows.fit(at.target(), at.op().window()),
            Costs::maxPoolGradRows,
            (on, op, in, type) ->
                MaxPoolGradients.ofRows(on, op.window(), in.get(0), in.get(1), in.get(2))),
        new Formulation<>(
            "windows",
            at -> true,
            Costs::maxPoolGradWindows,
            (on, op, in, type) ->
                MaxPoolGradients.ofWindows(on, op.window(), in.get(0), in.get(1), in.get(2))));
    table.put(
        AveragePoolGrad.class,
        new Formulation<>(
            "tiles",
            at -> tiles(at.op().window()),
            Costs::averagePoolGradTiles,
            (on, op, in, type) ->
                AveragePoolGradients.ofTiles(on, op.window(), in.get(1), type.shape())),
        new Formulation<>(
            "rows",
            at -> TileRows.fit(at.target(), at.op().window()),
            Costs::averagePoolGradRows,
            (on, op, in, type) ->
                AveragePoolGradients.ofRows(on, op.window(), in.get(1), type.shape())),
        new Formulation<>(
            "windows",
            at -> true,
            Costs::averagePoolGradWindows,
            (on, op, in, type) ->
                AveragePoolGradients.ofWindows(on, op.window(), in.get(1), type.shape())));
  }

  /** Whether windows lie side by side: the stride is the kernel, and there is no padding. */
  static boolean tiles(Window window) {
    return window.strides().equals(window.kernel())
        && window.padsBefore().stream().allMatch(p -> p == 0)
        && window.padsAfter().stream().allMatch(p -> p == 0);
  }

  static Value average(Emitter on, Window window, Value x, Shape shape) {
    List<AttributeProto> attributes = Emitter.sliding(window);
    attributes.add(attribute("count_include_pad", 0));
    return on.node("AveragePool", TensorType.floats(shape), List.of(x), Emitter.array(attributes));
  }

  /** Cuts off what lies behind the last tile. */
  static Value cut(Emitter on, Value x, Window window, Value pooled) {
    int rank = window.rank();
    long[] sizes = new long[rank];
    long[] ones = new long[rank];
    Shape covered = covered(window, pooled.shape());
    for (int i = 0; i < rank; i++) {
      sizes[i] = covered.dim(i + 2);
      ones[i] = 1;
    }
    return on.slice(x, new long[rank], sizes, ones);
  }

  /** The shape of what is covered by tiles, of which there is one a pooled element. */
  static Shape covered(Window window, Shape pooled) {
    Shape covered = pooled;
    for (int i = 0; i < window.rank(); i++) {
      covered = covered.with(i + 2, pooled.dim(i + 2) * window.kernel().get(i));
    }
    return covered;
  }

  /** Puts zeros where {@link #cut} cut. */
  static Value uncut(Emitter on, Value x, Shape shape) {
    int rank = shape.rank() - 2;
    long[] after = new long[rank];
    for (int i = 0; i < rank; i++) {
      after[i] = shape.dim(i + 2) - x.shape().dim(i + 2);
    }
    return on.pad(x, new long[rank], after, 0);
  }
}
