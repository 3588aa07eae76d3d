package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Convolution over two axes and its gradients with fewer multiplications, in matrix products alone.
 *
 * <p>Along each axis, {@link WinogradAxis} takes B, A and G. With two axes, x becomes {@code X = B
 * x B'}, the filter {@code U = G w G'}; for each pair of points, {@code M = X U} sums over the
 * channels, and {@code y = A M A'}. Each step is linear, so its transpose is the gradient: d
 * becomes {@code D = A' d A}, {@code dX = D U'} gives {@code dx = B' dX B}, and {@code dU = X' D}
 * gives {@code dw = G' dU G}. The runtime computes X, U and D once, although each is written where
 * it is used.
 *
 * <p>A product may put the axis that it sums over, the last one, in front when it is done ({@code
 * transB}), so {@code [N, C, H, W]} becomes {@code [q, v, N, C, H]} by a product over W, then
 * {@code [q, p, u, v, N, C]} by a product over H: the points p and q outside, the tiles u and v
 * with the batch, the channels inside, as the products over channels want them, and nothing is ever
 * rearranged. On the way back, {@code transA} undoes it.
 *
 * <p>What belongs to a gradient has one more axis, of size 1: the runtime keeps the memory of a
 * value that is used no more for the next one of the same shape, and would keep the forward pass's
 * through to the gradients, in addition to what lives until then.
 */
final class Winograd {
  /** The outer axes of what belongs to the forward pass: none. */
  private static final long[] FORWARD = {};

  /** The outer axes of what belongs to a gradient. */
  private static final long[] GRADIENT = {1};

  private final Emitter on;
  private final WinogradAxis high;
  private final WinogradAxis wide;

  /**
   * What a part of the work takes.
   *
   * @param multiplications of the transforms and the products over channels
   * @param elements how many are read or written
   */
  record Work(double multiplications, double elements) {}

  private Winograd(Emitter on, WinogradAxis high, WinogradAxis wide) {
    this.on = on;
    this.high = high;
    this.wide = wide;
  }

  /** Makes the formulation of a convolution of x with y as its result. */
  static Winograd of(Emitter on, int points, Window window, Shape x, Shape y) {
    return new Winograd(on, axis(points, window, x, y, 0), axis(points, window, x, y, 1));
  }

  private static WinogradAxis axis(int points, Window window, Shape x, Shape y, int axis) {
    return new WinogradAxis(
        points,
        window.kernel().get(axis),
        Math.toIntExact(x.dim(axis + 2)),
        window.padsBefore().get(axis),
        Math.toIntExact(y.dim(axis + 2)));
  }

  /** Whether a convolution has this form. */
  static boolean fits(int points, Application<? extends Op> at, Window window, int groups) {
    return at.target().device() == Device.CPU
        && groups == 1
        && window.rank() == 2
        && window.kernel().stream().allMatch(k -> k > 1 && k < points)
        && window.strides().stream().allMatch(s -> s == 1)
        && window.dilations().stream().allMatch(d -> d == 1)
        && at.operands().stream().allMatch(type -> type.shape().isStatic());
  }

  /** The convolution of x with the filter w. */
  Value forward(Value x, Value w) {
    Value product = on.matMul(inputs(x), exchanged(filters(w)));
    return back(FORWARD, product, high.output(on), wide.output(on), x.shape().dim(0));
  }

  /** The gradient for x, where d is that for the result. */
  Value inputGradient(Value w, Value d) {
    Value product = on.matMul(results(d), filters(w));
    return back(GRADIENT, product, high.input(on), wide.input(on), d.shape().dim(0));
  }

  /** The gradient for the filter. */
  Value filterGradient(Value x, Value d, Shape filter) {
    Value product = on.matMul(exchanged(results(d)), inputs(x));
    Value rows = on.reshape(product, Shape.of(pairs(), filter.dim(0) * filter.dim(1)));
    return on.reshape(on.gemm(rows, true, filterMatrix(), false), filter);
  }

  /** Counts what a convolution and its two gradients take together, which share transforms. */
  static Work work(int points, Window window, Shape x, Shape y) {
    return work(points, window, x, y, 2, 3);
  }

  /** Counts what the gradient for the filter takes alone. */
  static Work filterGradientWork(int points, Window window, Shape x, Shape y) {
    return work(points, window, x, y, 1, 1);
  }

  /** Counts transforms between each of x and y and its points, and products over channels. */
  private static Work work(
      int points, Window window, Shape x, Shape y, int transforms, int products) {
    WinogradAxis high = axis(points, window, x, y, 0);
    WinogradAxis wide = axis(points, window, x, y, 1);
    double of = x.dim(0) * x.dim(1);
    double to = y.dim(0) * y.dim(1);
    double places = (double) high.rows() * wide.rows();
    double transform =
        of * wide.rows() * high.in() * (wide.in() + high.rows())
            + to * wide.rows() * high.out() * (wide.out() + high.rows());
    double transformed =
        of * (high.in() * (wide.in() + 2.0 * wide.rows()) + places)
            + to * (high.out() * (wide.out() + 2.0 * wide.rows()) + places);
    double product = places * of * y.dim(1);
    double multiplied = places * (of + to);
    return new Work(
        transforms * transform + products * product,
        transforms * transformed + products * multiplied);
  }

  private int pairs() {
    return high.points() * wide.points();
  }

  /** X: {@code [N, C, H, W]} to {@code [pairs, tiles * N, C]}. */
  private Value inputs(Value x) {
    return there(FORWARD, x, high.input(on), wide.input(on));
  }

  /** D: {@code [N, K, H, W]} to {@code [1, pairs, tiles * N, K]}. */
  private Value results(Value d) {
    return there(GRADIENT, d, high.output(on), wide.output(on));
  }

  /** U: {@code [K, C, kernel...]} to {@code [pairs, K, C]}. */
  private Value filters(Value w) {
    long all = w.shape().dim(0) * w.shape().dim(1);
    Value rows = on.reshape(w, Shape.of(all, (long) high.kernel() * wide.kernel()));
    Value product = on.gemm(filterMatrix(), false, rows, true);
    return on.reshape(product, Shape.of(pairs(), w.shape().dim(0), w.shape().dim(1)));
  }

  /** G along both axes, {@code [pairs, kernel]}. */
  private Value filterMatrix() {
    double[][] p = high.filter();
    double[][] q = wide.filter();
    int size = high.kernel() * wide.kernel();
    double[] all = new double[pairs() * size];
    for (int i = 0; i < all.length; i++) {
      int pair = i / size;
      int element = i % size;
      all[i] =
          p[pair % high.points()][element / wide.kernel()]
              * q[pair / high.points()][element % wide.kernel()];
    }
    return on.floats(Shape.of(pairs(), size), all);
  }

  private Value there(long[] outer, Value x, Value overHeight, Value overWidth) {
    long[] dims = x.shape().dims();
    Value rows = shaped(outer, x, dims[0] * dims[1] * dims[2], dims[3]);
    Value first = on.matMul(overWidth, exchanged(rows));
    long columns = wide.tiles() * dims[0] * dims[1];
    Value lines = shaped(outer, first, wide.points(), columns, dims[2]);
    Value second = on.matMul(overHeight, exchanged(lines));
    long places = (long) high.tiles() * wide.tiles() * dims[0];
    return shaped(outer, second, pairs(), places, dims[1]);
  }

  private Value back(long[] outer, Value product, Value overHeight, Value overWidth, long batch) {
    long channels = product.shape().last();
    long height = overHeight.shape().dim(1);
    long columns = wide.tiles() * batch * channels;
    Value split = shaped(outer, product, wide.points(), high.rows(), columns);
    Value first = on.matMul(exchanged(split), overHeight);
    Value lines = shaped(outer, first, wide.rows(), batch * channels * height);
    Value second = on.matMul(exchanged(lines), overWidth);
    return on.reshape(second, Shape.of(batch, channels, height, overWidth.shape().dim(1)));
  }

  private Value shaped(long[] outer, Value x, long... dims) {
    return on.reshape(
        x, Shape.of(LongStream.concat(Arrays.stream(outer), Arrays.stream(dims)).toArray()));
  }

  /** Exchanges the last two axes; the runtime merges it into the product that takes it. */
  private Value exchanged(Value x) {
    int last = x.rank() - 1;
    return on.transpose(
        x,
        IntStream.rangeClosed(0, last)
            .map(i -> i == last ? last - 1 : i == last - 1 ? last : i)
            .toArray());
  }
}
