package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Formulations of the gradient of max pooling, in which tied maxima share the gradient equally:
 * {@code dx[i] = sum over windows o that hold i of (x[i] == y[o]) * d[o] / ties[o]}.
 */
final class MaxPoolGradients {
  private MaxPoolGradients() {}

  /**
   * For windows side by side: y is repeated over its window ({@code Resize}, nearest), compared by
   * arithmetic (never positive, {@code x - y} is 0 at a maximum), ties are counted by an average
   * pool of the mask, and {@code d / ties} is repeated like y.
   */
  static Value ofTiles(Emitter on, Window window, Value x, Value y, Value d) {
    Value covered = PoolLowerings.cut(on, x, window, y);
    Value spread = on.upsample(y, window.kernel());
    Value mask = ElementwiseLowerings.step(on, on.sub(covered, spread), 1);
    Value share = PoolLowerings.average(on, window, mask, y.shape());
    Value each = on.div(on.mul(d, on.scalar(1.0 / size(window))), share);
    Value gradient = on.mul(mask, on.upsample(each, window.kernel()));
    return PoolLowerings.uncut(on, gradient, x.shape());
  }

  /**
   * For windows side by side: as {@link #ofTiles}, but y and {@code d / ties} are repeated, and
   * ties counted, by products with {@link TileRows}.
   */
  static Value ofRows(Emitter on, Window window, Value x, Value y, Value d) {
    TileRows rows = new TileRows(on, window, y.shape());
    Value covered = rows.wide(PoolLowerings.cut(on, x, window, y));
    Value mask = ElementwiseLowerings.step(on, on.sub(covered, rows.spread(y, 1)), 1);
    Value each = on.div(rows.narrow(d), rows.sums(mask));
    Value gradient = on.mul(mask, rows.spread(each, 1));
    return PoolLowerings.uncut(on, rows.tiles(gradient), x.shape());
  }

  /**
   * For any windows: the elements at each of the kernel's places are taken from padded x by a
   * strided slice and laid side by side, {@code [N, C, kernel, out...]}; what each shall receive is
   * put back and summed by a transposed convolution whose filter has a single 1 a place.
   */
  static Value ofWindows(
      Emitter on, Window window, Value x, Value y, Value d, ConvInputGradients.Transposed by) {
    Value patches = patches(on, window, x, y.shape());
    Shape single = inserted(y.shape(), 1);
    Value below = on.sub(patches, on.reshape(y, single));
    Value mask = ElementwiseLowerings.step(on, below, 1);
    Value ties = on.reduceSum(mask, true, 2);
    Value shares = on.mul(mask, on.div(on.reshape(d, single), ties));
    long places = size(window);
    long channels = y.shape().dim(1);
    Value stacked = on.reshape(shares, y.shape().with(1, channels * places));
    Value filter = unitFilters(on, window, channels);
    return by.write(on, window, (int) channels, stacked, filter, x.shape());
  }

  private static Value patches(Emitter on, Window window, Value x, Shape pooled) {
    Value padded = PoolLowerings.padded(on, window, x, -Float.MAX_VALUE);
    long[] strides = PoolLowerings.longs(window.strides());
    long[] sizes = Arrays.copyOfRange(pooled.dims(), 2, pooled.rank());
    List<Value> parts = new ArrayList<>();
    for (long[] starts : offsets(window)) {
      Value part = on.slice(padded, starts, sizes, strides);
      parts.add(on.reshape(part, inserted(pooled, 1)));
    }
    return on.concat(2, parts);
  }

  /** The shape of one filter of the kernel's size a channel. */
  static Shape filterShape(Window window, long channels) {
    List<Long> dims = new ArrayList<>(List.of(channels, 1L));
    window.kernel().forEach(k -> dims.add((long) k));
    return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
  }

  /** For each channel, a filter a place of the kernel, which is 1 there and 0 elsewhere. */
  static Value unitFilters(Emitter on, Window window, long channels) {
    int size = Math.toIntExact(size(window));
    double[] units = new double[Math.toIntExact(channels * size * size)];
    for (int row = 0; row < channels * size; row++) {
      units[row * size + row % size] = 1;
    }
    return on.floats(filterShape(window, channels * size), units);
  }

  private static Shape inserted(Shape shape, long dim) {
    List<Long> dims = new ArrayList<>(Arrays.stream(shape.dims()).boxed().toList());
    dims.addAll(2, Collections.singletonList(dim));
    return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
  }

  static long size(Window window) {
    return window.kernel().stream().mapToLong(k -> k).reduce(1, (a, b) -> a * b);
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
