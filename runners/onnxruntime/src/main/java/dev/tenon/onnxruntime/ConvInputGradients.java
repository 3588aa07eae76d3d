package dev.tenon.onnxruntime;

import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Formulations of the gradient of a convolution for its input. */
final class ConvInputGradients {
  private ConvInputGradients() {}

  /**
   * With stride 1, {@code dx[n,c,i] = sum over k, j of d[n,k,i+pad-j*dilation] * w[k,c,j]} is
   * itself a convolution, of d with the filter reversed along its spatial axes and its channels
   * exchanged: {@code w'[c,k,j] = w[k,c,kernel-1-j]}. Its padding is what the forward pass left
   * over, {@code extent - 1 - pad}; where that is negative, the edge of d lay in padding alone and
   * is cut off.
   */
  static Value byFlippedFilter(Emitter on, ConvInputGrad op, Value w, Value d) {
    Window window = op.window();
    int rank = window.rank();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    long[] starts = new long[rank];
    long[] sizes = new long[rank];
    long[] steps = new long[rank];
    for (int i = 0; i < rank; i++) {
      int front = window.extent(i) - 1 - window.padsBefore().get(i);
      int back = window.extent(i) - 1 - window.padsAfter().get(i);
      starts[i] = Math.max(0, -front);
      sizes[i] = d.shape().dim(i + 2) - starts[i] - Math.max(0, -back);
      steps[i] = 1;
      before.add(Math.max(0, front));
      after.add(Math.max(0, back));
    }
    Value cut = on.slice(d, starts, sizes, steps);
    Value filter = exchanged(on, on.reverseLast(w, rank), op.groups());
    return on.conv(window.withPads(before, after), op.groups(), cut, filter);
  }

  /** Exchanges input and output channels in each group: [K, C/g, ...] becomes [C, K/g, ...]. */
  private static Value exchanged(Emitter on, Value w, int groups) {
    int rank = w.rank();
    if (groups == 1) {
      return on.transpose(w, IntStream.range(0, rank).map(i -> i < 2 ? 1 - i : i).toArray());
    }
    long[] dims = w.shape().dims();
    long[] split = new long[rank + 1];
    int[] swap = new int[rank + 1];
    split[0] = groups;
    split[1] = dims[0] / groups;
    swap[1] = 2;
    swap[2] = 1;
    for (int i = 1; i < rank; i++) {
      split[i + 1] = dims[i];
      swap[i + 1] = i == 1 ? 1 : i + 1;
    }
    long inputs = dims[1] * groups;
    Shape merged = w.shape().with(0, inputs).with(1, dims[0] / groups);
    return on.reshape(on.transpose(on.reshape(w, Shape.of(split)), swap), merged);
  }
}
