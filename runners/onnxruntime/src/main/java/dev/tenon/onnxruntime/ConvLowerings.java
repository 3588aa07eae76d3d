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
        new Formulation<>(
            "flipped",
            at -> at.op().window().strides().stream().allMatch(s -> s == 1),
            Costs::inputGradFlipped,
            (on, op, in, type) -> ConvInputGradients.byFlippedFilter(on, op, in.get(1), in.get(2))),
        new Formulation<>(
            "transposed",
            at -> true,
            Costs::inputGradTransposed,
            (on, op, in, type) ->
                on.convTranspose(
                    op.window(), op.groups(), in.get(2), in.get(1), in.get(0).shape())));
    table.put(
        ConvFilterGrad.class,
        new Formulation<>(
            "conv-channels-last",
            ConvLowerings::touches,
            Costs::filterGradChannelsLast,
            (on, op, in, type) -> byConv(on, op, in, true)),
        new Formulation<>(
            "conv-channels-first",
            ConvLowerings::touches,
            Costs::filterGradChannelsFirst,
            (on, op, in, type) -> byConv(on, op, in, false)),
        new Formulation<>(
            "products",
            at -> true,
            Costs::filterGradProducts,
            (on, op, in, type) ->
                ConvFilterGradients.byProducts(on, op, in.get(0), in.get(2), in.get(1).shape())));
  }

  private static Value byConv(Emitter on, ConvFilterGrad op, List<Value> in, boolean last) {
    return ConvFilterGradients.byConv(on, op, in.get(0), in.get(2), in.get(1).shape(), last);
  }

  /** The operands, of which ONNX takes the third, a bias, only as a vector. */
  private static Value[] flatBias(Emitter on, List<Value> in) {
    Value[] operands = in.toArray(Value[]::new);
    if (operands.length == 3) {
      operands[2] = on.reshape(operands[2], Shape.of(operands[2].shape().size()));
    }
    return operands;
  }

  /**
   * Whether a convolution with one more axis exists, and the last window along each axis reaches
   * beyond the padding in front.
   */
  private static boolean touches(Application<ConvFilterGrad> at) {
    Window window = at.op().window();
    return window.rank() <= 2
        && IntStream.range(0, window.rank())
            .allMatch(
                i ->
                    (at.shape(2).dim(i + 2) - 1) * window.strides().get(i) + window.extent(i)
                        > window.padsBefore().get(i));
  }

  /** Returns numbers of a window, one a spatial axis, as longs. */
  static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }
}
