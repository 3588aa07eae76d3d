package dev.tenon.reference;

import dev.tenon.graph.Shape;
import java.util.function.Consumer;

/** Walks through the positions of a static shape, the last axis fastest. */
final class Positions {
  private Positions() {}

  /**
   * Visits every position in row-major order.
   *
   * @param dims the sizes of the axes
   * @param visit takes the position, whose array is reused
   */
  static void forEach(long[] dims, Consumer<long[]> visit) {
    long count = 1;
    for (long dim : dims) {
      count *= dim;
    }
    long[] position = new long[dims.length];
    for (long i = 0; i < count; i++) {
      visit.accept(position);
      for (int axis = dims.length - 1; axis >= 0 && ++position[axis] == dims[axis]; axis--) {
        position[axis] = 0;
      }
    }
  }

  /**
   * Returns where the element at a position lies in row-major order.
   *
   * @param position one index an axis
   * @param dims the sizes of the axes
   * @return the offset from 0
   */
  static int offset(long[] position, long[] dims) {
    long offset = 0;
    for (int i = 0; i < dims.length; i++) {
      offset = offset * dims[i] + position[i];
    }
    return Math.toIntExact(offset);
  }

  /**
   * Returns the shape to which shapes broadcast: aligned at the last axis, the larger of each size.
   *
   * @param shapes static shapes of which each size is the common one or 1
   * @return the common shape
   */
  static Shape common(Shape... shapes) {
    int rank = 0;
    for (Shape shape : shapes) {
      rank = Math.max(rank, shape.rank());
    }
    long[] dims = new long[rank];
    for (Shape shape : shapes) {
      for (int i = 0; i < shape.rank(); i++) {
        int aligned = rank - shape.rank() + i;
        dims[aligned] = Math.max(dims[aligned], shape.dim(i));
      }
    }
    return Shape.of(dims);
  }

  /** Returns the product of the sizes of the axes from {@code from} to {@code to} (exclusive). */
  static int count(Shape shape, int from, int to) {
    int count = 1;
    for (int axis = from; axis < to; axis++) {
      count *= Math.toIntExact(shape.dim(axis));
    }
    return count;
  }
}
