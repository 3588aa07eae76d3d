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
 * The gradient of a convolution in many groups for its filter, by products of whole lines.
 *
 * <p>Of depthwise convolutions, {@code dw[c,a,b] = sum over n, i, j of x[n, c, i*stride + a,
 * j*stride + b] * d[n,c,i,j]} is a sum of single products, for which x is read once an element of
 * the kernel. Lines, which lie along the last axis, are taken together here: {@code P[c,a,j,w] =
 * sum over n, i of x[n, c, i*stride + a, w] * d[n,c,i,j]} is a matrix product for each channel,
 * from {@code [out, N*out]} and {@code [N*out, kernel*in]}, and dw adds up those of its elements
 * that the kernel joins, {@code dw[c,a,b] = sum over j of P[c, a, j, j*stride + b*dilation]}: a
 * product with a constant matrix. For a kernel of 3 x 3, x is copied three times instead of nine,
 * and {@code in / 3} times as much is multiplied, at the speed of matrix products. In larger
 * groups, P has all pairs of a group's channels and filters.
 */
final class LinesFilterGradient {
  private final Emitter on;
  private final Window window;
  private final int groups;
  private final Shape filter;
  private final int rank;

  private LinesFilterGradient(Emitter on, ConvFilterGrad op, Shape filter) {
    this.on = on;
    this.window = op.window();
    this.groups = op.groups();
    this.filter = filter;
    this.rank = window.rank();
  }

  /** Writes the gradient, where d is that for the result. */
  static Value of(Emitter on, ConvFilterGrad op, Value x, Value d, Shape filter) {
    return new LinesFilterGradient(on, op, filter).write(x, d);
  }

  private Value write(Value x, Value d) {
    long out = d.shape().last();
    long filters = filter.dim(0) / groups;
    long channels = filter.dim(1);
    Value padded = PoolLowerings.padded(on, window, x, 0);
    long in = padded.shape().last();
    List<Value> lines = lines(padded, d.shape());
    Value results = grouped(d, filters);
    Value rows = on.reshape(results, Shape.of(groups, count(results), filters * out));
    Value pairs = on.matMul(on.transpose(rows, 0, 2, 1), on.concat(2, lines));
    long places = lines.size() * channels;
    int[] exchanged = {0, 2, 1, 3};
    Shape apart = Shape.of(groups * filters, out, places, in);
    Shape rowsOfPlaces = Shape.of(groups * filters * places, out * in);
    Value flat = on.rearrange(pairs, apart, exchanged, rowsOfPlaces);
    Value sums = on.matMul(flat, joined(out, in));
    long width = window.kernel().get(rank - 1);
    Shape split = Shape.of(filter.dim(0), lines.size(), channels, width);
    return on.rearrange(sums, split, exchanged, filter);
  }

  /** For each place of the kernel but along lines, what it meets: {@code [g, N*out, C*in]}. */
  private List<Value> lines(Value padded, Shape d) {
    Value x = grouped(padded, filter.dim(1));
    long[] sizes = Arrays.copyOfRange(x.shape().dims(), 2, rank + 3);
    long[] strides = new long[rank + 1];
    Arrays.fill(strides, 1);
    for (int i = 0; i < rank - 1; i++) {
      sizes[i] = d.dim(i + 2);
      strides[i] = window.strides().get(i);
    }
    List<Value> lines = new ArrayList<>();
    for (long[] place : MaxPoolGradients.offsets(acrossLines())) {
      long[] starts = Arrays.copyOf(place, rank + 1);
      Value met = on.slice(x, starts, sizes, strides);
      lines.add(on.reshape(met, Shape.of(groups, count(met), sizes[rank - 1] * sizes[rank])));
    }
    return lines;
  }

  /** The window with a kernel of 1 along lines. */
  private Window acrossLines() {
    List<Integer> kernel = new ArrayList<>(window.kernel());
    kernel.set(rank - 1, 1);
    return new Window(
        kernel, window.strides(), window.dilations(), window.padsBefore(), window.padsAfter());
  }

  /** {@code [N, g*C, ..., W]} to {@code [g, N, ..., C, W]}. */
  private Value grouped(Value x, long channels) {
    long[] dims = x.shape().dims();
    LongStream split = LongStream.of(dims[0], groups, channels);
    Shape apart = Shape.of(LongStream.concat(split, Arrays.stream(dims).skip(2)).toArray());
    int[] outer = {1, 0};
    IntStream lines = IntStream.range(3, rank + 2);
    IntStream inner = IntStream.of(2, rank + 2);
    int[] order = IntStream.concat(Arrays.stream(outer), IntStream.concat(lines, inner)).toArray();
    return on.transpose(on.reshape(x, apart), order);
  }

  /** How many lines of a channel there are in a grouped tensor: {@code N * out...}. */
  private long count(Value grouped) {
    return Arrays.stream(grouped.shape().dims(), 1, rank + 1).reduce(1, (a, b) -> a * b);
  }

  /** For each element j of d and w of x, which element of the kernel joins them, if one does. */
  private Value joined(long out, long in) {
    int width = window.kernel().get(rank - 1);
    int stride = window.strides().get(rank - 1);
    int dilation = window.dilations().get(rank - 1);
    double[] matrix = new double[Math.toIntExact(out * in * width)];
    for (int j = 0; j < out; j++) {
      for (int b = 0; b < width; b++) {
        long w = (long) j * stride + (long) b * dilation;
        matrix[Math.toIntExact((j * in + w) * width + b)] = 1;
      }
    }
    return on.floats(Shape.of(out * in, width), matrix);
  }
}
