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
   * exchanged: {@code w'[c,k,j] = w[k,c,kernel-1-j]}. With other strides, one such convolution
   * yields the phases of {@link TransposedAxis} as channels of their own, which are then laid side
   * by side (Shi et al., <i>Is the Deconvolution Layer the Same as a Convolutional Layer?</i>,
   * 2016).
   */
  static Value byFlippedFilter(
      Emitter on, Window window, int groups, Value d, Value w, Shape shape) {
    List<TransposedAxis> axes = TransposedAxis.of(window, d.shape(), shape);
    Value filter = flipped(on, axes, groups, undilated(on, window, axes, w));
    return interleaved(on, axes, convolved(on, axes, groups, d, filter));
  }

  /** Writes zeros into the filter in place of dilations that axes have no longer. */
  private static Value undilated(Emitter on, Window window, List<TransposedAxis> axes, Value w) {
    int rank = axes.size();
    long[] split = new long[2 + 2 * rank];
    long[] behind = new long[2 * rank];
    long[] kernel = new long[rank];
    Shape merged = w.shape();
    for (int i = 0; i < rank; i++) {
      int apart = window.dilations().get(i) / axes.get(i).dilation();
      long size = w.shape().dim(i + 2);
      split[2 + 2 * i] = size;
      split[3 + 2 * i] = 1;
      behind[2 * i + 1] = apart - 1;
      kernel[i] = axes.get(i).kernel();
      merged = merged.with(i + 2, size * apart);
    }
    if (merged.equals(w.shape())) {
      return w;
    }
    split[0] = w.shape().dim(0);
    split[1] = w.shape().dim(1);
    Value filled = on.pad(on.reshape(w, Shape.of(split)), new long[2 * rank], behind, 0);
    return on.slice(on.reshape(filled, merged), new long[rank], kernel);
  }

  /** From {@code [K, C/groups, ...]} to {@code [C * phases, K/groups, taps...]}, taps reversed. */
  private static Value flipped(Emitter on, List<TransposedAxis> axes, int groups, Value w) {
    int rank = axes.size();
    long[] missing = new long[rank];
    long[] split = new long[3 + 2 * rank];
    int[] order = new int[3 + 2 * rank];
    Shape merged = w.shape().with(1, w.shape().dim(0) / groups);
    long channels = groups * w.shape().dim(1);
    split[0] = groups;
    split[1] = merged.dim(1);
    split[2] = w.shape().dim(1);
    order[1] = 2;
    order[2 + rank] = 1;
    for (int i = 0; i < rank; i++) {
      TransposedAxis axis = axes.get(i);
      split[3 + 2 * i] = axis.taps();
      split[4 + 2 * i] = axis.phases();
      order[2 + i] = 4 + 2 * i;
      order[3 + rank + i] = 3 + 2 * i;
      missing[i] = axis.taps() * axis.phases() - axis.kernel();
      channels *= axis.phases();
      merged = merged.with(i + 2, axis.taps());
    }
    Value whole = on.pad(w, new long[rank], missing, 0);
    return on.reverseLast(
        on.rearrange(whole, Shape.of(split), order, merged.with(0, channels)), rank);
  }

  /** Convolves d, padded or cut to what results are made of: all positions of each phase. */
  private static Value convolved(
      Emitter on, List<TransposedAxis> axes, int groups, Value d, Value filter) {
    int rank = axes.size();
    List<Integer> taps = axes.stream().map(TransposedAxis::taps).toList();
    List<Integer> dilations = axes.stream().map(TransposedAxis::dilation).toList();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    long[] starts = new long[rank];
    long[] sizes = new long[rank];
    boolean met = true;
    for (int i = 0; i < rank; i++) {
      TransposedAxis axis = axes.get(i);
      long front = axis.before();
      long back = axis.after();
      starts[i] = Math.max(0, -front);
      sizes[i] = axis.places() - starts[i] - Math.max(0, -back);
      if (sizes[i] < 1) {
        met = false;
        starts[i] = 0;
        sizes[i] = 1;
        front = axis.reach();
        back = axis.positions() - 1;
      }
      before.add(Math.toIntExact(Math.max(0, front)));
      after.add(Math.toIntExact(Math.max(0, back)));
    }
    Value cut = on.slice(d, starts, sizes);
    // If all windows lie in padding, x gets what a single 0 would give.
    Value used = met ? cut : on.mul(cut, on.scalar(0));
    List<Integer> steps = Collections.nCopies(rank, 1);
    return on.conv(new Window(taps, steps, dilations, before, after), groups, used, filter);
  }

  /**
   * Lays phases side by side: {@code [N, C * phases, positions...]} becomes {@code [N, C, ...]}.
   */
  private static Value interleaved(Emitter on, List<TransposedAxis> axes, Value phases) {
    Value laid = phases;
    for (int i = axes.size() - 1; i >= 0; i--) {
      TransposedAxis axis = axes.get(i);
      if (axis.stride() > 1) {
        laid =
            i + 3 == laid.rank()
                ? interleavedInRows(on, axis, laid)
                : interleavedRows(on, axis, i + 2, laid);
      }
    }
    return laid;
  }

  /** Takes rows, and all that lies in inner axes, to their places along an axis. */
  private static Value interleavedRows(Emitter on, TransposedAxis axis, int at, Value x) {
    Shape channels = x.shape().with(1, x.shape().dim(1) / axis.phases());
    long[] dims = channels.dims();
    long outer = Shape.of(Arrays.copyOfRange(dims, 2, at)).size();
    long inner = Shape.of(Arrays.copyOfRange(dims, at + 1, dims.length)).size();
    Shape split = Shape.of(dims[0], dims[1], axis.phases(), outer, axis.positions(), inner);
    Shape beside = Shape.of(dims[0], dims[1], outer, axis.positions(), axis.phases(), inner);
    Value moved = on.rearrange(x, split, new int[] {0, 1, 3, 4, 2, 5}, beside);
    long[] missing = {axis.stride() - axis.phases(), 0};
    Value whole = on.pad(moved, new long[2], missing, 0);
    long[] starts = new long[dims.length - at];
    long[] sizes = Arrays.copyOfRange(dims, at, dims.length);
    starts[0] = axis.offset();
    sizes[0] = axis.size();
    Value merged = on.reshape(whole, channels.with(at, axis.positions() * axis.stride()));
    return on.slice(merged, starts, sizes);
  }

  /**
   * Takes elements to their places in rows, by a product with a matrix of ones and zeros: the
   * runtime would move them one by one.
   */
  private static Value interleavedInRows(Emitter on, TransposedAxis axis, Value x) {
    long phases = axis.phases();
    long positions = axis.positions();
    long[] dims = x.shape().with(1, x.shape().dim(1) / phases).dims();
    int last = dims.length - 1;
    Shape split =
        Shape.of(
            dims[0],
            dims[1],
            phases,
            Shape.of(Arrays.copyOfRange(dims, 2, last)).size(),
            positions);
    Shape merged = Shape.of(dims).with(last, phases * positions);
    int size = Math.toIntExact(axis.size());
    double[] matrix = new double[Math.toIntExact(merged.last() * size)];
    for (int i = 0; i < size; i++) {
      long place = axis.offset() + i;
      long phase = place % axis.stride();
      if (phase < phases) {
        long from = phase * positions + place / axis.stride();
        matrix[Math.toIntExact(from * size + i)] = 1;
      }
    }
    Value rows = on.rearrange(x, split, new int[] {0, 1, 3, 2, 4}, merged);
    return on.matMul(rows, on.floats(Shape.of(merged.last(), size), matrix));
  }
}
