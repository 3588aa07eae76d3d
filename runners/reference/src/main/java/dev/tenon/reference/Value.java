package dev.tenon.reference;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.TensorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The elements of a tensor, each held as a double whatever its type: FLOAT at double precision,
 * BOOL as 0 or 1, integers exactly up to 2^53.
 */
public final class Value {
  private final TensorType type;
  private final double[] data;

  /**
   * Makes a value that takes over the array.
   *
   * @param type the element type and static shape
   * @param data its elements in row-major order
   * @throws ShapeException if the shape is not static or has another number of elements
   */
  public Value(TensorType type, double... data) {
    if (!type.shape().isStatic() || type.shape().size() != data.length) {
      throw new ShapeException(type + " cannot hold " + data.length + " elements");
    }
    this.type = type;
    this.data = data;
  }

  /**
   * Makes a FLOAT value.
   *
   * @param shape a static shape
   * @param data its elements in row-major order
   * @return the value
   */
  public static Value floats(Shape shape, double... data) {
    return new Value(TensorType.floats(shape), data);
  }

  /**
   * Makes an INT64 value.
   *
   * @param shape a static shape
   * @param data its elements in row-major order
   * @return the value
   */
  public static Value longs(Shape shape, long... data) {
    return new Value(
        new TensorType(DataType.INT64, shape), Arrays.stream(data).asDoubleStream().toArray());
  }

  /**
   * Makes a value of zeros.
   *
   * @param type the element type and static shape
   * @return the value
   */
  public static Value zeros(TensorType type) {
    return new Value(type, new double[Math.toIntExact(type.shape().size())]);
  }

  /**
   * Reads an array.
   *
   * @param array the array
   * @return its elements, copied
   */
  public static Value of(NDArray array) {
    Value value = zeros(array.type());
    double[] data = value.data;
    switch (array.type().dataType()) {
      case FLOAT -> {
        FloatBuffer from = array.floats();
        Arrays.setAll(data, i -> from.get(i));
      }
      case INT64 -> {
        LongBuffer from = array.longs();
        Arrays.setAll(data, i -> from.get(i));
      }
      case UINT8, BOOL -> {
        ByteBuffer from = array.bytes();
        Arrays.setAll(data, i -> Byte.toUnsignedInt(from.get(i)));
      }
    }
    return value;
  }

  /**
   * Returns the elements as an array of the same type, FLOAT rounded to single precision.
   *
   * @return a new array
   */
  public NDArray toArray() {
    NDArray array = NDArray.zeros(type);
    switch (type.dataType()) {
      case FLOAT -> {
        FloatBuffer to = array.floats();
        Arrays.stream(data).forEach(d -> to.put((float) d));
      }
      case INT64 -> {
        LongBuffer to = array.longs();
        Arrays.stream(data).forEach(d -> to.put((long) d));
      }
      case UINT8, BOOL -> {
        ByteBuffer to = array.bytes();
        Arrays.stream(data).forEach(d -> to.put((byte) (long) d));
      }
    }
    return array;
  }

  /** Returns the element type and static shape. */
  public TensorType type() {
    return type;
  }

  /** Returns the static shape. */
  public Shape shape() {
    return type.shape();
  }

  /** Returns the number of elements. */
  public int size() {
    return data.length;
  }

  /** Returns the elements in row-major order: not a copy. */
  public double[] data() {
    return data;
  }

  @Override
  public String toString() {
    return type + Arrays.toString(data);
  }
}
