package dev.tenon.reference;

/** A value seen through a wider shape, in which its axes of size 1 repeat. */
final class Broadcast {
  private final double[] data;
  private final long[] dims;

  Broadcast(Value value) {
    this.data = value.data();
    this.dims = value.shape().dims();
  }

  /** Returns the element at a position of the wider shape; the last axes are aligned. */
  double at(long[] position) {
    int missing = position.length - dims.length;
    long offset = 0;
    for (int i = 0; i < dims.length; i++) {
      offset = offset * dims[i] + (dims[i] == 1 ? 0 : position[i + missing]);
    }
    return data[Math.toIntExact(offset)];
  }
}
