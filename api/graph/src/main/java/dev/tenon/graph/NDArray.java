package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.apiguardian.api.API;

/**
 * The elements of a tensor in memory: a direct buffer in the machine's byte order, row-major.
 *
 * @param type the element type and static shape
 * @param data exactly the elements, from position 0
 */
@API(status = STABLE)
public record NDArray(TensorType type, ByteBuffer data) {

  /** Checks that the buffer has the size of the type. */
  public NDArray {
    long bytes = bytes(type);
    if (data.capacity() != bytes || !data.isDirect() || data.order() != ByteOrder.nativeOrder()) {
      throw new ShapeException(
          type + " needs a direct native buffer of " + bytes + " bytes, got " + data);
    }
  }

  /**
   * Makes an array of zeros.
   *
   * @param type the element type and static shape
   * @return the array
   */
  public static NDArray zeros(TensorType type) {
    ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(bytes(type)));
    return new NDArray(type, data.order(ByteOrder.nativeOrder()));
  }

  /**
   * Makes an array of floats.
   *
   * @param shape a static shape
   * @param values its elements
   * @return the array
   * @throws ShapeException if the shape has another number of elements
   */
  public static NDArray floats(Shape shape, float... values) {
    NDArray array = sized(TensorType.floats(shape), values.length);
    array.floats().put(values);
    return array;
  }

  /**
   * Makes an array of 64-bit integers.
   *
   * @param shape a static shape
   * @param values its elements
   * @return the array
   * @throws ShapeException if the shape has another number of elements
   */
  public static NDArray longs(Shape shape, long... values) {
    NDArray array = sized(new TensorType(DataType.INT64, shape), values.length);
    array.longs().put(values);
    return array;
  }

  /**
   * Makes an array of bytes.
   *
   * @param shape a static shape
   * @param values its elements
   * @return the array
   * @throws ShapeException if the shape has another number of elements
   */
  public static NDArray bytes(Shape shape, byte... values) {
    NDArray array = sized(new TensorType(DataType.UINT8, shape), values.length);
    array.bytes().put(values);
    return array;
  }

  private static NDArray sized(TensorType type, int values) {
    NDArray array = zeros(type);
    if (type.shape().size() != values) {
      throw new ShapeException(type + " has " + type.shape().size() + " elements, got " + values);
    }
    return array;
  }

  private static long bytes(TensorType type) {
    if (!type.shape().isStatic()) {
      throw new ShapeException("an array needs a static shape, got " + type);
    }
    return Math.multiplyExact(type.shape().size(), type.dataType().bytes());
  }

  /** Returns the shape. */
  public Shape shape() {
    return type.shape();
  }

  /** Returns a new view of the elements as floats. */
  public FloatBuffer floats() {
    return view(DataType.FLOAT).asFloatBuffer();
  }

  /** Returns a new view of the elements as 64-bit integers. */
  public LongBuffer longs() {
    return view(DataType.INT64).asLongBuffer();
  }

  /** Returns a new view of the elements as bytes. */
  public ByteBuffer bytes() {
    return data.duplicate().order(ByteOrder.nativeOrder()).clear();
  }

  /** Returns the elements as a new Java array of floats. */
  public float[] toFloats() {
    float[] copy = new float[Math.toIntExact(shape().size())];
    floats().get(copy);
    return copy;
  }

  /** Returns an array of the same elements that shares no memory with this one. */
  public NDArray copy() {
    NDArray copy = zeros(type);
    copy.bytes().put(bytes());
    return copy;
  }

  /**
   * Returns some elements in a row as an array that shares this one's memory.
   *
   * @param first the place of the first of them
   * @param shape a static shape, which says how many they are
   * @return the part
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public NDArray part(long first, Shape shape) {
    TensorType type = new TensorType(this.type.dataType(), shape);
    int from = Math.toIntExact(first * type.dataType().bytes());
    ByteBuffer part = bytes().slice(from, Math.toIntExact(bytes(type)));
    return new NDArray(type, part.order(ByteOrder.nativeOrder()));
  }

  private ByteBuffer view(DataType expected) {
    if (type.dataType() != expected) {
      throw new ShapeException("an array of " + type + " cannot be read as " + expected);
    }
    return bytes();
  }
}
