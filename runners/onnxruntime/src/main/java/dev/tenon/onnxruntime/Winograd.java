package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.stream.IntStream;

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
 */
final class Winograd {
  private final Emitter on;
  private final WinogradAxis high;
  private final WinogradAxis wide;

  /**
   * What a convolution and its two gradients take together.
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
    return back(product, high.output(on), wide.output(on), x.shape().dim(0));
  }

  /** The gradient for x, where d is that for the result. */
  Value inputGradient(Value w, Value d) {
    Value product = on.matMul(results(d), filters(w));
    return back(product, high.input(on), wide.input(on), d.shape().dim(0));
  }

  /** The gradient for the filter. */
  Value filterGradient(Value x, Value d, Shape filter) {
    Value product = on.matMul(exchanged(results(d)), inputs(x));
    Value rows = on.reshape(product, Shape.of(pairs(), filter.dim(0) * filter.dim(1)));
    return on.reshape(on.gemm(rows, true, filterMatrix(), false), filter);
  }

  /** Counts the transforms of x, y, d and dx and the three products. */
  static Work work(int points, Window window, Shape x, Shape y) {
    WinogradAxis high = axis(points, window, x, y, 0);
    WinogradAxis wide = axis(points, window, x, y, 1);
    double of = x.dim(0) * x.dim(1);
    double to = y.dim(0) * y.dim(1);
    double places = (double) high.rows() * wide.rows();
    double products = 3 * places * of * y.dim(1);
    double transforms =
        2 * of * wide.rows() * high.in() * (wide.in() + high.rows())
            + 2 * to * wide.rows() * high.out() * (wide.out() + high.rows());
    double moved =
        2 * of * (high.in() * (wide.in() + 2.0 * wide.rows()) + places)
            + 2 * to * (high.out() * (wide.out() + 2.0 * wide.rows()) + places)
            + 3 * places * (of + to);
    return new Work(products + transforms, moved);
  }

  private int pairs() {
    return high.points() * wide.points();
  }

  /** X: {@code [N, C, H, W]} to {@code [pairs, tiles * N, C]}. */
  private Value inputs(Value x) {
    return there(x, high.input(on), wide.input(on));
  }

  /** D: the same of a tensor like the result. */
  private Value results(Value d) {
    return there(d, high.output(on), wide.output(on));
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

  private Value there(Value x, Value overHeight, Value overWidth) {
    long[] dims = x.shape().dims();
    Value rows = on.reshape(x, Shape.of(dims[0] * dims[1] * dims[2], dims[3]));
    Value first = on.gemm(overWidth, false, rows, true);
    long columns = wide.tiles() * dims[0] * dims[1];
    Value lines = on.reshape(first, Shape.of(wide.points(), columns, dims[2]));
    Value second = on.matMul(overHeight, exchanged(lines));
    long places = (long) high.tiles() * wide.tiles() * dims[0];
    return on.reshape(second, Shape.of(pairs(), places, dims[1]));
  }

  private Value back(Value product, Value overHeight, Value overWidth, long batch) {
    long channels = product.shape().dim(2);
    long height = overHeight.shape().dim(1);
    long columns = wide.tiles() * batch * channels;
    Value split = on.reshape(product, Shape.of(wide.points(), high.rows(), columns));
    Value first = on.matMul(exchanged(split), overHeight);
    Value lines = on.reshape(first, Shape.of(wide.rows(), batch * channels * height));
    Value second = on.gemm(lines, true, overWidth, false);
    return on.reshape(second, Shape.of(batch, channels, height, overWidth.shape().dim(1)));
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
