package dev.tenon.onnxruntime;

import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Formulations of the gradient of a convolution for its filter: {@code dw[k,c,j] = sum over n, o of
 * x[n,c,o*stride+j*dilation-pad] * d[n,k,o]}.
 */
final class ConvFilterGradients {
  private ConvFilterGradients() {}

  /**
   * Reads the sum as a convolution with one more spatial axis, along which the channels lie: the
   * batch takes the place of the input channels, d that of the filter, and stride and dilation
   * change places. {@code x [N, g*C, in...]} becomes {@code [1, g*N, in..., C]}, {@code d [N, K,
   * out...]} becomes {@code [K, N, out..., 1]}, and the result is {@code [1, K, kernel..., C]}.
   * What lies behind the last window is taken off the padding, or off x.
   *
   * <p>If the channels lie last, the runtime copies whole runs of them when it unrolls x into a
   * matrix; if they lie first, {@code [1, g*N, C, in...]}, x need not be rearranged, which pays
   * where they are fewer than the kernel's last size. With 64x32x28x28 and 32 filters of 3x3, on
   * one thread, they take 11 ms last and 22 first, and the forward convolution 10.
   */
  static Value byConv(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter, boolean last) {
    Window window = op.window();
    int rank = window.rank();
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
            with(1, last, kernel),
            with(1, last, window.dilations()),
            with(1, last, window.strides()),
            with(0, last, window.padsBefore()),
            with(0, last, after));
    long[] ones = sizes.clone();
    Arrays.fill(ones, 1);
    Value used = on.slice(x, new long[rank], sizes, ones);
    Value images = images(on, used, op.groups(), last);
    Value result = on.conv(turned, op.groups(), images, filters(on, d, last));
    if (!last) {
      return on.reshape(result, filter);
    }
    long[] dims = result.shape().dims();
    Value squeezed = on.reshape(result, Shape.of(Arrays.copyOfRange(dims, 1, dims.length)));
    return on.transpose(squeezed, channelsFromLast(rank + 2));
  }

  /** The numbers of the spatial axes with one more for the channels. */
  private static List<Integer> with(int channels, boolean last, List<Integer> spatial) {
    List<Integer> all = new ArrayList<>(spatial);
    all.add(last ? all.size() : 0, channels);
    return all;
  }

  /** The permutation that brings the last axis behind the first. */
  private static int[] channelsFromLast(int rank) {
    return IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray();
  }

  /** {@code [N, g*C, in...]} to {@code [1, g*N, in..., C]}, or to {@code [1, g*N, C, in...]}. */
  private static Value images(Emitter on, Value x, int groups, boolean last) {
    long[] dims = x.shape().dims();
    Value grouped = x;
    if (groups > 1) {
      long[] split = new long[dims.length + 1];
      System.arraycopy(dims, 1, split, 2, dims.length - 1);
      split[0] = dims[0];
      split[1] = groups;
      split[2] = dims[1] / groups;
      int[] exchange = IntStream.range(0, split.length).map(i -> i < 2 ? 1 - i : i).toArray();
      Value outer = on.transpose(on.reshape(x, Shape.of(split)), exchange);
      Shape merged = x.shape().with(1, split[2]).with(0, dims[0] * groups);
      grouped = on.reshape(outer, merged);
    }
    Value moved = last ? on.transpose(grouped, channelsToLast(dims.length)) : grouped;
    return on.reshape(moved, prepended(moved.shape()));
  }

  /** The permutation that brings the axis behind the first to the end. */
  private static int[] channelsToLast(int rank) {
    return IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray();
  }

  private static Shape prepended(Shape shape) {
    return Shape.of(LongStream.concat(LongStream.of(1), LongStream.of(shape.dims())).toArray());
  }

  /** {@code [N, K, out...]} to {@code [K, N, out..., 1]}, or to {@code [K, N, 1, out...]}. */
  private static Value filters(Emitter on, Value d, boolean last) {
    int rank = d.rank();
    Value swapped = on.transpose(d, IntStream.range(0, rank).map(i -> i < 2 ? 1 - i : i).toArray());
    long[] dims = swapped.shape().dims();
    int single = last ? rank : 2;
    return on.reshape(
        swapped,
        Shape.of(
            IntStream.rangeClosed(0, rank)
                .mapToLong(i -> i == single ? 1 : dims[i < single ? i : i - 1])
                .toArray()));
  }

  /**
   * Takes, for each element j of the kernel, the part of padded x that it met, and multiplies it by
   * d as matrices: {@code dw[:,:,j] = d [K, N*out] x part_j [N*out, C]}, group by group.
   */
  static Value byProducts(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter) {
    Window window = op.window();
    int groups = op.groups();
    Value padded =
        on.pad(
            x,
            ConvLowerings.longs(window.padsBefore()),
            ConvLowerings.longs(window.padsAfter()),
            0);
    Value left = matrices(on, d, groups, false);
    long[] sizes = IntStream.range(2, d.rank()).mapToLong(i -> d.shape().dim(i)).toArray();
    List<Value> parts = new ArrayList<>();
    for (long[] starts : offsets(window)) {
      Value part = on.slice(padded, starts, sizes, ConvLowerings.longs(window.strides()));
      Value product = on.matMul(left, matrices(on, part, groups, true));
      parts.add(on.reshape(product, Shape.of(filter.dim(0), filter.dim(1), 1)));
    }
    return on.reshape(on.concat(2, parts), filter);
  }

  /** {@code [N, g*C, out...]} to {@code [g, C, N*out]}, or {@code [g, N*out, C]}. */
  private static Value matrices(Emitter on, Value x, int groups, boolean channelsLast) {
    long[] dims = x.shape().dims();
    long channels = dims[1] / groups;
    long places =
        IntStream.range(2, dims.length).mapToLong(i -> dims[i]).reduce(1, (a, b) -> a * b);
    Value split = on.reshape(x, Shape.of(dims[0], groups, channels, places));
    Value moved = channelsLast ? on.transpose(split, 1, 0, 3, 2) : on.transpose(split, 1, 2, 0, 3);
    return on.reshape(
        moved,
        channelsLast
            ? Shape.of(groups, dims[0] * places, channels)
            : Shape.of(groups, channels, dims[0] * places));
  }

  /** Where each element of a kernel starts on a padded operand, in row-major order. */
  static List<long[]> offsets(Window window) {
    List<long[]> offsets = new ArrayList<>(List.of(new long[window.rank()]));
    for (int axis = 0; axis < window.rank(); axis++) {
      List<long[]> longer = new ArrayList<>();
      for (long[] offset : offsets) {
        for (int j = 0; j < window.kernel().get(axis); j++) {
          long[] next = offset.clone();
          next[axis] = (long) j * window.dilations().get(axis);
          longer.add(next);
        }
      }
      offsets = longer;
    }
    return offsets;
  }
}
