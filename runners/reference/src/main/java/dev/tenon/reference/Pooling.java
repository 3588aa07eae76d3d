package dev.tenon.reference;

import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import java.util.Arrays;

/** Pooling and its gradients. */
final class Pooling {
  private Pooling() {}

  static Value max(Window window, Value x) {
    Taps taps = new Taps(window, x.shape());
    Value y = Value.zeros(TensorType.floats(taps.outputShape(x.shape(), x.shape().dim(1))));
    Arrays.fill(y.data(), Double.NEGATIVE_INFINITY);
    forEach(taps, x.shape(), (iy, ix) -> y.data()[iy] = Math.max(y.data()[iy], x.data()[ix]));
    return y;
  }

  static Value maxGrad(Window window, Value x, Value y, Value upstream) {
    Taps taps = new Taps(window, x.shape());
    int[] ties = new int[y.size()];
    forEach(taps, x.shape(), (iy, ix) -> ties[iy] += x.data()[ix] == y.data()[iy] ? 1 : 0);
    Value dx = Value.zeros(x.type());
    forEach(
        taps,
        x.shape(),
        (iy, ix) -> {
          if (x.data()[ix] == y.data()[iy]) {
            dx.data()[ix] += upstream.data()[iy] / ties[iy];
          }
        });
    return dx;
  }

  static Value average(Window window, Value x) {
    Taps taps = new Taps(window, x.shape());
    Value y = Value.zeros(TensorType.floats(taps.outputShape(x.shape(), x.shape().dim(1))));
    int[] counts = counts(taps, x.shape(), y.size());
    forEach(taps, x.shape(), (iy, ix) -> y.data()[iy] += x.data()[ix]);
    Arrays.setAll(y.data(), i -> y.data()[i] / counts[i]);
    return y;
  }

  static Value averageGrad(Window window, Shape x, Value upstream) {
    Taps taps = new Taps(window, x);
    int[] counts = counts(taps, x, upstream.size());
    Value dx = Value.zeros(TensorType.floats(x));
    forEach(taps, x, (iy, ix) -> dx.data()[ix] += upstream.data()[iy] / counts[iy]);
    return dx;
  }

  private static int[] counts(Taps taps, Shape x, int windows) {
    int[] counts = new int[windows];
    forEach(taps, x, (iy, ix) -> counts[iy]++);
    return counts;
  }

  /** Takes offsets of elements in y and x. */
  @FunctionalInterface
  private interface Pair {
    void visit(int y, int x);
  }

  private static void forEach(Taps taps, Shape x, Pair pair) {
    int maps = Positions.count(x, 0, 2);
    int in = taps.inputSize();
    int out = taps.outputSize();
    taps.forEach(
        (o, i, k) -> {
          for (int map = 0; map < maps; map++) {
            pair.visit(map * out + o, map * in + i);
          }
        });
  }
}
