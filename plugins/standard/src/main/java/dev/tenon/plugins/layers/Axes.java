package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import java.util.stream.IntStream;

/**
 * How people count axes, and how tensors do.
 *
 * <p>People put channels last, as Keras does: {@code (N, height, width, channels)}, {@code (N,
 * length, channels)}. Tensors of rank 3 or more have them on axis 1. Rows are the same for both.
 */
final class Axes {
  private Axes() {}

  /** Returns the tensor's own axis of one that is counted with channels last, from 0. */
  static int own(int axis, int rank) {
    return rank < 3 || axis == 0 ? axis : axis == rank - 1 ? 1 : axis + 1;
  }

  /** Returns how people count one of a tensor's own axes, from 0. */
  static int outside(int axis, int rank) {
    return rank < 3 || axis == 0 ? axis : axis == 1 ? rank - 1 : axis - 1;
  }

  /** Returns a tensor with its channels last. */
  static Tensor channelsLast(Tensor x) {
    int rank = x.shape().rank();
    return x.transpose(IntStream.range(0, rank).map(axis -> own(axis, rank)).toArray());
  }

  /** Returns a tensor that has its channels last with them on axis 1. */
  static Tensor channelsFirst(Tensor x) {
    int rank = x.shape().rank();
    return x.transpose(IntStream.range(0, rank).map(axis -> outside(axis, rank)).toArray());
  }
}
