package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * The static dimensions of a {@link Tensor}, of which at most one depends on the batch size.
 *
 * <p>A positive dimension is a size. A negative dimension {@code -k} stands for {@code k * N},
 * where {@code N} is the batch size that is known only when the graph runs; {@link #BATCH} is
 * {@code N} itself. So {@code Shape.of(BATCH, 3, 28, 28)} is a batch of images, and reshaping it to
 * rows gives {@code Shape.of(3 * BATCH, 784)}. A shape without dimensions is a scalar's.
 */
@API(status = STABLE)
public final class Shape {
  /** The batch dimension {@code N}. */
  public static final long BATCH = -1;

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape();

  private final long[] dims;

  private Shape(long... dims) {
    this.dims = dims;
  }

  /**
   * Makes a shape of the given dimensions.
   *
   * @param dims sizes, at most one of them a negative multiple of the batch size
   * @return the shape
   * @throws ShapeException if a dimension is zero or two depend on the batch size
   */
  public static Shape of(long... dims) {
    if (LongStream.of(dims).anyMatch(d -> d == 0)) {
      throw new ShapeException("a dimension must not be zero, got " + new Shape(dims));
    }
    if (LongStream.of(dims).filter(d -> d < 0).count() > 1) {
      throw new ShapeException(
          "only one dimension may depend on the batch size, got " + new Shape(dims));
    }
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dims.length;
  }

  /**
   * Returns one dimension.
   *
   * @param axis from 0, or from -1 backwards
   * @return its size, negative where it is a multiple of the batch size
   * @throws ShapeException if there is no such axis
   */
  public long dim(int axis) {
    return dims[axis(axis)];
  }

  /** Returns the last dimension. */
  public long last() {
    return dim(-1);
  }

  /** Returns a copy of all dimensions. */
  public long[] dims() {
    return dims.clone();
  }

  /**
   * Returns an axis counted from the front.
   *
   * @param axis from 0, or from -1 backwards
   * @return the same axis, from 0
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis) {
    int fromFront = axis < 0 ? axis + dims.length : axis;
    if (fromFront < 0 || fromFront >= dims.length) {
      throw new ShapeException("there is no axis " + axis + " in " + this);
    }
    return fromFront;
  }

  /**
   * Returns the number of elements: the product of the dimensions, negative where it is a multiple
   * of the batch size.
   */
  public long size() {
    return LongStream.of(dims).reduce(1, Math::multiplyExact);
  }

  /** Tells whether every dimension is known before the graph runs. */
  public boolean isStatic() {
    return LongStream.of(dims).allMatch(d -> d > 0);
  }

  /**
   * Returns this shape at a batch size.
   *
   * @param batch the batch size N
   * @return the shape with each {@code -k} replaced by {@code k * batch}
   */
  public Shape bind(long batch) {
    return isStatic() ? this : of(LongStream.of(dims).map(d -> d < 0 ? -d * batch : d).toArray());
  }

  /**
   * Returns this shape with one dimension replaced.
   *
   * @param axis from 0, or from -1 backwards
   * @param size the new dimension
   * @return the new shape
   */
  public Shape with(int axis, long size) {
    long[] copy = dims.clone();
    copy[axis(axis)] = size;
    return of(copy);
  }

  /**
   * Returns the shape that results when two are broadcast together as ONNX and NumPy do: aligned at
   * the last dimension, where one is 1 the other counts.
   *
   * @param other the other shape
   * @return the common shape
   * @throws ShapeException if two dimensions differ and neither is 1
   */
  public Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    long[] result = new long[rank];
    for (int i = 0; i < rank; i++) {
      long a = fromEnd(rank - i);
      long b = other.fromEnd(rank - i);
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException("shapes " + this + " and " + other + " do not broadcast");
      }
      result[i] = a == 1 ? b : a;
    }
    return of(result);
  }

  private long fromEnd(int distance) {
    return distance > dims.length ? 1 : dims[dims.length - distance];
  }

  /**
   * Returns the axes of {@code wide} along which this shape was repeated to become {@code wide}.
   *
   * @param wide a shape that this one broadcasts to
   * @return the axes, ascending
   */
  int[] axesRepeatedIn(Shape wide) {
    return IntStream.range(0, wide.rank())
        .filter(i -> fromEnd(wide.rank() - i) == 1 && wide.dims[i] != 1)
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return LongStream.of(dims)
        .mapToObj(d -> d == BATCH ? "N" : d < 0 ? -d + "N" : Long.toString(d))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
