package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Formulations of the gradient of a convolution for its input. */
final class ConvInputGradients {
  private ConvInputGradients() {}

  /** A way to write the transpose of a convolution, which is the gradient for its input. */
  @FunctionalInterface
  interface Transposed {
    /**
     * Writes it.
     *
     * @param on where to
     * @param window the convolution's window
     * @param groups its groups
     * @param d a tensor like the convolution's result
     * @param filter its filter
     * @param shape the shape of its operand, and so of the result
     */
    Value write(Emitter on, Window window, int groups, Value d, Value filter, Shape shape);
  }

  /**
   * With stride 1, {@code dx[n,c,i] = sum over k, j of d[n,k,i+pad-j*dilation] * w[k,c,j]} is
   * itself a convolution, of d with the filter reversed along its spatial axes and its channels
   * exchanged: {@code w'[c,k,j] = w[k,c,kernel-1-j]}. Its padding is what the forward pass left
   * over, {@code extent - 1 - pad}; where that is negative, the edge of d lay in padding alone and
   * is cut off. With other strides it is that of d with zeros between its elements, {@code stride -
   * 1} of them, where windows were left out: more multiplications, but by a kernel that every
   * device has.
   */
  static Value byFlippedFilter(
      Emitter on, Window window, int groups, Value d, Value w, Shape shape) {
    int rank = window.rank();
    List<Integer> ones = Collections.nCopies(rank, 1);
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    long[] starts = new long[rank];
    long[] sizes = new long[rank];
    long[] steps = new long[rank];
    boolean met = true;
    Value spread = spread(on, d, window.strides());
    for (int i = 0; i < rank; i++) {
      int rest = Emitter.remainder(window, i, shape.dim(i + 2), d.shape().dim(i + 2));
      int front = window.extent(i) - 1 - window.padsBefore().get(i);
      int back = window.extent(i) - 1 - window.padsAfter().get(i) + rest;
      starts[i] = Math.max(0, -front);
      sizes[i] = spread.shape().dim(i + 2) - starts[i] - Math.max(0, -back);
      steps[i] = 1;
      if (sizes[i] < 1) {
        met = false;
        starts[i] = 0;
        sizes[i] = 1;
        front = window.extent(i) - 1;
        back = (int) shape.dim(i + 2) - 1;
      }
      before.add(Math.max(0, front));
      after.add(Math.max(0, back));
    }
    Value cut = on.slice(spread, starts, sizes, steps);
    // If all windows lie in padding, x gets what a single 0 would give.
    Value used = met ? cut : on.mul(cut, on.scalar(0));
    Value filter = exchanged(on, on.reverseLast(w, rank), groups);
    Window dense = new Window(window.kernel(), ones, window.dilations(), before, after);
    return on.conv(dense, groups, used, filter);
  }

  /** Puts {@code stride - 1} zeros between neighbours along each spatial axis. */
  private static Value spread(Emitter on, Value d, List<Integer> strides) {
    if (strides.stream().allMatch(s -> s == 1)) {
      return d;
    }
    int rank = strides.size();
    long[] apart = Arrays.copyOf(d.shape().dims(), 2 + 2 * rank);
    long[] behind = new long[2 * rank];
    long[] sizes = new long[rank];
    long[] ones = new long[rank];
    Shape merged = d.shape();
    for (int i = 0; i < rank; i++) {
      long size = d.shape().dim(i + 2);
      apart[2 + 2 * i] = size;
      apart[3 + 2 * i] = 1;
      behind[2 * i + 1] = strides.get(i) - 1;
      sizes[i] = (size - 1) * strides.get(i) + 1;
      ones[i] = 1;
      merged = merged.with(i + 2, size * strides.get(i));
    }
    Value filled = on.pad(on.reshape(d, Shape.of(apart)), new long[2 * rank], behind, 0);
    return on.slice(on.reshape(filled, merged), new long[rank], sizes, ones);
  }

  /** Exchanges input and output channels in each group: [K, C/g, ...] becomes [C, K/g, ...]. */
  private static Value exchanged(Emitter on, Value w, int groups) {
    int rank = w.rank();
    if (groups == 1) {
      return on.transpose(w, ConvFilterGradients.exchange(rank));
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
