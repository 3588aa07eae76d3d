package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How people count axes, and how tensors do.
 *
 * <p>People put channels last, as Keras does: {@code (N, height, width, channels)}, {@code (N,
 * length, channels)}. Tensors of rank 3 or more have them on axis 1. Rows are the same for both.
 */
final class Axes {
  private Axes() {}

  /** Returns which of a tensor's own axes one that people name is. */
  static int own(Shape shape, int axis) {
    return own(shape.axis(axis), shape.rank());
  }

  /** Returns the tensor's own axis of one that is counted with channels last, from 0. */
  static int own(int axis, int rank) {
    return rank < 3 || axis == 0 ? axis : axis == rank - 1 ? 1 : axis + 1;
  }

  /** Returns how people count one of a tensor's own axes, from 0. */
  static int outside(int axis, int rank) {
    return rank < 3 || axis == 0 ? axis : axis == 1 ? rank - 1 : axis - 1;
  }

  /** Returns a tensor with its channels last, as people, and products with channels, have it. */
  static Tensor channelsLast(Tensor x) {
    int rank = x.shape().rank();
    return rank < 3
        ? x
        : x.transpose(IntStream.range(0, rank).map(axis -> own(axis, rank)).toArray());
  }

  /** Returns a tensor that has its channels last with them on axis 1. */
  static Tensor channelsFirst(Tensor x) {
    int rank = x.shape().rank();
    return rank < 3
        ? x
        : x.transpose(IntStream.range(0, rank).map(axis -> outside(axis, rank)).toArray());
  }

  /** Copies the axes of a layer's settings, of which there must be one. */
  static List<Integer> some(List<Integer> axis) {
    if (axis.isEmpty()) {
      throw new IllegalArgumentException("axis must name at least one axis, such as -1");
    }
    return List.copyOf(axis);
  }

  /** Returns a tensor's own axes, in order, after checking that they are of features. */
  static int[] ofFeatures(String layer, Tensor x, List<Integer> axes) {
    int[] own = axes.stream().mapToInt(axis -> ofFeatures(layer, x, axis)).sorted().toArray();
    if (Arrays.stream(own).distinct().count() < own.length) {
      throw new ShapeException(layer + " needs axes that differ, got " + axes + " of " + x.type());
    }
    return own;
  }

  /** Returns a tensor's own axis after checking that it is one of features. */
  static int ofFeatures(String layer, Tensor x, int axis) {
    Inputs.features(layer, x);
    int own = own(x.shape(), axis);
    if (own == 0) {
      throw new ShapeException(
          layer + " takes each example by itself; leave axis " + axis + ", the batch, out");
    }
    return own;
  }

  /** Returns the sizes of some axes alone. */
  static Shape sizes(Shape shape, int... own) {
    return Shape.of(Arrays.stream(own).mapToLong(shape::dim).toArray());
  }

  /** Returns a shape that has the size 1 but for some axes, which broadcasts to the whole one. */
  static Shape along(Shape shape, int... own) {
    long[] dims = new long[shape.rank()];
    Arrays.fill(dims, 1);
    for (int axis : own) {
      dims[axis] = shape.dim(axis);
    }
    return Shape.of(dims);
  }
}
