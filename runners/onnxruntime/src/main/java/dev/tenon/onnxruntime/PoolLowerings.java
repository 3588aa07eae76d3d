package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.AveragePool;
import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Upsample;
import dev.tenon.graph.Window;
import dev.tenon.onnxruntime.proto.AttributeProto;
import java.util.Collections;
import java.util.List;

/** Pooling, and which formulation its gradients take. */
final class PoolLowerings {
  private PoolLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        MaxPool.class,
        new Formulation<>(
            "direct",
            at -> poolable(at.target(), at.op().window()),
            at -> 1,
            (on, op, in, type) -> max(on, op.window(), in.get(0), type.shape())),
        new Formulation<>(
            "padded",
            at -> true,
            at -> 2,
            (on, op, in, type) ->
                max(
                    on,
                    unpadded(op.window()),
                    padded(on, op.window(), in.get(0), Double.NEGATIVE_INFINITY),
                    type.shape())));
    table.put(
        AveragePool.class,
        new Formulation<>(
            "direct",
            at -> poolable(at.target(), at.op().window()),
            at -> 1,
            (on, op, in, type) -> average(on, op.window(), in.get(0), type.shape())),
        new Formulation<>(
            "padded",
            at -> true,
            at -> 2,
            (on, op, in, type) -> averageOfPadded(on, op.window(), in.get(0), type.shape())));
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
            "windows-transposed",
            at -> at.target().device() == Device.CPU,
            Costs::maxPoolGradWindows,
            (on, op, in, type) ->
                MaxPoolGradients.ofWindows(
                    on, op.window(), in.get(0), in.get(1), in.get(2), Emitter::convTranspose)),
        new Formulation<>(
            "windows-flipped",
            at -> true,
            Costs::maxPoolGradFlipped,
            (on, op, in, type) ->
                MaxPoolGradients.ofWindows(
                    on,
                    op.window(),
                    in.get(0),
                    in.get(1),
                    in.get(2),
                    ConvInputGradients::byFlippedFilter)));
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
            "windows-transposed",
            at -> at.target().device() == Device.CPU,
            Costs::averagePoolGradWindows,
            (on, op, in, type) ->
                AveragePoolGradients.ofWindows(
                    on, op.window(), in.get(1), type.shape(), Emitter::convTranspose)),
        new Formulation<>(
            "windows-flipped",
            at -> true,
            Costs::averagePoolGradFlipped,
            (on, op, in, type) ->
                AveragePoolGradients.ofWindows(
                    on,
                    op.window(),
                    in.get(1),
                    type.shape(),
                    ConvInputGradients::byFlippedFilter)));
    table.put(Upsample.class, (on, op, in, type) -> on.upsample(in.get(0), op.factors()));
  }

  /** Whether windows lie side by side: the stride is the kernel, and there is no padding. */
  static boolean tiles(Window window) {
    return window.strides().equals(window.kernel())
        && window.padsBefore().stream().allMatch(p -> p == 0)
        && window.padsAfter().stream().allMatch(p -> p == 0);
  }

  /**
   * Whether a device pools such a window itself: CUDA takes the padding in front for that behind,
   * too.
   */
  private static boolean poolable(Target target, Window window) {
    return target.device() == Device.CPU || window.padsBefore().equals(window.padsAfter());
  }

  /** A window without its padding. */
  static Window unpadded(Window window) {
    List<Integer> none = Collections.nCopies(window.rank(), 0);
    return window.withPads(none, none);
  }

  /** Puts a window's padding around x. */
  static Value padded(Emitter on, Window window, Value x, double fill) {
    return on.pad(x, longs(window.padsBefore()), longs(window.padsAfter()), fill);
  }

  /** Returns numbers of a window, one a spatial axis, as longs. */
  static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }

  private static Value max(Emitter on, Window window, Value x, Shape shape) {
    AttributeProto[] attributes = Emitter.array(Emitter.sliding(window));
    return on.node("MaxPool", TensorType.floats(shape), List.of(x), attributes);
  }

  /** The mean over the whole window, padding included, times {@code size / count}. */
  private static Value averageOfPadded(Emitter on, Window window, Value x, Shape shape) {
    Value mean = average(on, unpadded(window), padded(on, window, x, 0), shape);
    double size = MaxPoolGradients.size(window);
    return on.mul(mean, AveragePoolGradients.perCount(on, size, window, x.shape(), shape));
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
    Shape covered = covered(window, pooled.shape());
    for (int i = 0; i < rank; i++) {
      sizes[i] = covered.dim(i + 2);
    }
    return on.slice(x, new long[rank], sizes);
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
