package dev.tenon.predict;

import dev.tenon.graph.DataType;
import dev.tenon.graph.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a model gives for one element at one of its outputs.
 *
 * @param type the element type and the shape without the batch's dimension
 * @param data the elements, row-major and little-endian, not to be changed
 */
public record Output(TensorType type, byte[] data) {
  /** Checks that the bytes have the size of the type. */
  public Output {
    Objects.requireNonNull(type, "type");
    if (type.shape().size() * type.dataType().bytes() != data.length) {
      throw new IllegalArgumentException(type + " cannot have " + data.length + " bytes");
    }
  }

  /**
   * Returns the elements as floats.
   *
   * @throws IllegalStateException if they are of another type
   */
  public float[] floats() {
    float[] values = new float[data.length / Float.BYTES];
    view(DataType.FLOAT).asFloatBuffer().get(values);
    return values;
  }

  /**
   * Returns the elements as 64-bit integers.
   *
   * @throws IllegalStateException if they are of another type
   */
  public long[] longs() {
    long[] values = new long[data.length / Long.BYTES];
    view(DataType.INT64).asLongBuffer().get(values);
    return values;
  }

  /**
   * Returns the index of the largest of floats, the first of equals: a classifier's choice.
   *
   * @throws IllegalStateException if the elements are of another type
   */
  public int largest() {
    float[] values = floats();
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  private ByteBuffer view(DataType wanted) {
    if (type.dataType() != wanted) {
      throw new IllegalStateException("an output of " + type + " cannot be read as " + wanted);
    }
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Output output
        && type.equals(output.type)
        && Arrays.equals(data, output.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Output[" + type + "]";
  }
}
