package dev.tenon.onnxruntime;

import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Formulations of the gradient of a convolution for its filter: {@code dw[k,c,j] = sum over n, o of
 * x[n,c,o*stride+j*dilation-pad] * d[n,k,o]}.
 */
final class ConvFilterGradients {
  private ConvFilterGradients() {}

  /**
   * Reads the sum as a convolution: the batch takes the place of the input channels, d that of the
   * filter, and stride and dilation change places. The channels lie along the last axis, between
   * its elements: {@code x [N, g*C, ..., W]} becomes {@code [1, g*N, ..., W*C]}, over which d,
   * {@code [K, N, out...]}, slides with a dilation of C, so that C windows start at each element.
   * The result is {@code [1, K, kernel..., C]}. What lies behind the last window is taken off the
   * padding, or off x.
   *
   * <p>When the runtime unrolls x into a matrix, it copies runs of a whole row of the kernel,
   * longer ones than with an axis for the channels alone. That took as long with many channels,
   * within what could be told apart, and 20 to 40 % longer with three or one.
   */
  static Value byConv(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter) {
    Window window = op.window();
    int rank = window.rank();
    int channels = Math.toIntExact(filter.dim(1));
    long[] sizes = new long[rank];
    List<Integer> kernel = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long in = x.shape().dim(i + 2);
      long out = d.shape().dim(i + 2);
      int back = window.padsAfter().get(i) - Emitter.remainder(window, i, in, out);
      kernel.add((int) out);
      after.add(Math.max(0, back));
      sizes[i] = in + Math.min(0, back);
    }
    Window turned =
        new Window(
            kernel,
            window.dilations(),
            spread(window.strides(), channels),
            spread(window.padsBefore(), channels),
            spread(after, channels));
    Value used = on.slice(x, new long[rank], sizes);
    Value images = images(on, used, op.groups());
    Value result = on.conv(turned, op.groups(), images, on.transpose(d, exchange(rank + 2)));
    long[] dims = new long[rank + 2];
    dims[0] = filter.dim(0);
    dims[rank + 1] = channels;
    for (int i = 0; i < rank; i++) {
      dims[i + 1] = filter.dim(i + 2);
    }
    return on.transpose(on.reshape(result, Shape.of(dims)), channelsFromLast(rank + 2));
  }

  /** Whether that convolution exists: its stride along the last axis has to be 1. */
  static boolean isConv(Application<ConvFilterGrad> at) {
    Window window = at.op().window();
    return window.dilations().get(window.rank() - 1) == 1
        && IntStream.range(0, window.rank())
            .allMatch(
                i ->
                    (at.shape(2).dim(i + 2) - 1) * window.strides().get(i) + window.extent(i)
                        > window.padsBefore().get(i));
  }

  /** Multiplies the last number. */
  private static List<Integer> spread(List<Integer> spatial, int channels) {
    List<Integer> all = new ArrayList<>(spatial);
    all.set(all.size() - 1, all.get(all.size() - 1) * channels);
    return all;
  }

  /** The permutation that exchanges the first two axes. */
  static int[] exchange(int rank) {
    return IntStream.range(0, rank).map(i -> i < 2 ? 1 - i : i).toArray();
  }

  /** The permutation that brings the last axis behind the first. */
  private static int[] channelsFromLast(int rank) {
    return IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray();
  }

  /** {@code [N, g*C, ..., W]} to {@code [1, g*N, ..., W*C]}. */
  private static Value images(Emitter on, Value x, int groups) {
    long[] dims = x.shape().dims();
    long channels = dims[1] / groups;
    Value grouped = x;
    if (groups > 1) {
      long[] split = new long[dims.length + 1];
      System.arraycopy(dims, 1, split, 2, dims.length - 1);
      split[0] = dims[0];
      split[1] = groups;
      split[2] = channels;
      Shape outer = x.shape().with(1, channels).with(0, dims[0] * groups);
      grouped = on.rearrange(x, Shape.of(split), exchange(split.length), outer);
    }
    long[] merged = grouped.shape().dims();
    merged[1] = merged[0];
    merged[0] = 1;
    merged[merged.length - 1] *= channels;
    return on.reshape(on.transpose(grouped, channelsToLast(dims.length)), Shape.of(merged));
  }

  /** The permutation that brings the axis behind the first to the end. */
  private static int[] channelsToLast(int rank) {
    return IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray();
  }

  /**
   * Unrolls x by a convolution with a filter for each channel and element of the kernel, which
   * holds a single 1, and multiplies: {@code dw = sum over n of d_n [K, out] x columns_n [out,
   * C*kernel]}. That takes as much memory as x times the size of the kernel.
   */
  static Value byColumns(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter) {
    int groups = op.groups();
    long channels = x.shape().dim(1);
    Value filters = MaxPoolGradients.unitFilters(on, op.window(), channels);
    Value columns = on.conv(op.window(), Math.toIntExact(channels), x, filters);
    Value left = matrices(on, d, groups);
    Value product = on.matMul(left, on.transpose(matrices(on, columns, groups), 0, 1, 3, 2));
    return on.reshape(on.reduceSum(product, false, 0), filter);
  }

  /**
   * Multiplies as {@link #byColumns} does, where the columns are copies of x, each moved by an
   * element of the kernel: a slice and its share of a concatenation take a GPU as long as reading
   * and writing them, while it has no convolution made for unrolling.
   */
  static Value bySlices(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter) {
    Window window = op.window();
    int groups = op.groups();
    int rank = window.rank();
    Value padded = PoolLowerings.padded(on, window, x, 0);
    long[] strides = PoolLowerings.longs(window.strides());
    long[] sizes = Arrays.copyOfRange(d.shape().dims(), 2, rank + 2);
    List<Value> moved = new ArrayList<>();
    for (long[] starts : MaxPoolGradients.offsets(window)) {
      moved.add(matrices(on, on.slice(padded, starts, sizes, strides), groups));
    }
    Value columns = on.concat(2, moved);
    Value product = on.matMul(matrices(on, d, groups), on.transpose(columns, 0, 1, 3, 2));
    Value sum = on.reduceSum(product, false, 0);
    Shape apart = Shape.of(filter.dim(0), moved.size(), filter.dim(1));
    return on.rearrange(sum, apart, new int[] {0, 2, 1}, filter);
  }

  /** {@code [N, g*C, out...]} to {@code [N, g, C, out]}. */
  private static Value matrices(Emitter on, Value x, int groups) {
    long[] dims = x.shape().dims();
    long places = Arrays.stream(dims).skip(2).reduce(1, (a, b) -> a * b);
    return on.reshape(x, Shape.of(dims[0], groups, dims[1] / groups, places));
  }
}
