package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** The element type of a {@link Tensor}, named as ONNX names it. */
@API(status = STABLE)
public enum DataType {
  /** IEEE 754 single precision; the only differentiable type. */
  FLOAT(4),
  /** Unsigned 8-bit integer, the type of image samples. */
  UINT8(1),
  /** Signed 64-bit integer, the type of labels, indices and counters. */
  INT64(8),
  /** Truth value, one byte an element. */
  BOOL(1);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
