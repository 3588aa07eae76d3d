package dev.tenon.onnxruntime;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.List;
import java.util.stream.IntStream;

/** Convolution, and which formulation its gradients take. */
final class ConvLowerings {
  private ConvLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        Conv.class, (on, op, in, type) -> on.conv(op.window(), op.groups(), flatBias(on, in)));
    table.put(
        ConvInputGrad.class,
        (on, op, in, type) -> inputGrad(on, op, in.get(1), in.get(2), in.get(0)));
    table.put(
        ConvFilterGrad.class,
        (on, op, in, type) -> filterGrad(on, op, in.get(0), in.get(2), in.get(1)));
  }

  /** The operands, of which ONNX takes the third, a bias, only as a vector. */
  private static Value[] flatBias(Emitter on, List<Value> in) {
    Value[] operands = in.toArray(Value[]::new);
    if (operands.length == 3) {
      operands[2] = on.reshape(operands[2], Shape.of(operands[2].shape().size()));
    }
    return operands;
  }

  private static Value inputGrad(Emitter on, ConvInputGrad op, Value w, Value d, Value x) {
    boolean dense = op.window().strides().stream().allMatch(s -> s == 1);
    return dense
        ? ConvInputGradients.byFlippedFilter(on, op, w, d)
        : on.convTranspose(op.window(), op.groups(), d, w, x.shape());
  }

  private static Value filterGrad(Emitter on, ConvFilterGrad op, Value x, Value d, Value w) {
    return op.window().rank() <= 2 && touches(op.window(), d)
        ? ConvFilterGradients.byConv(on, op, x, d, w.shape())
        : ConvFilterGradients.byProducts(on, op, x, d, w.shape());
  }

  /** Whether the last window along each axis reaches beyond the padding in front. */
  private static boolean touches(Window window, Value d) {
    return IntStream.range(0, window.rank())
        .allMatch(
            i ->
                (d.shape().dim(i + 2) - 1) * window.strides().get(i) + window.extent(i)
                    > window.padsBefore().get(i));
  }

  /** Returns numbers of a window, one a spatial axis, as longs. */
  static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }
}
