package dev.tenon.plugins.listeners;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers, of the few types of fields that events need.
 *
 * <p>See <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an {@code int64}. */
  ProtoMessage put(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Adds a {@code double}. */
  ProtoMessage put(int field, double value) {
    tag(field, FIXED64);
    return bytes(little(Double.BYTES).putDouble(value));
  }

  /** Adds a {@code float}. */
  ProtoMessage put(int field, float value) {
    tag(field, FIXED32);
    return bytes(little(Float.BYTES).putFloat(value));
  }

  /** Adds a {@code string}. */
  ProtoMessage put(int field, String value) {
    return delimited(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a message. */
  ProtoMessage put(int field, ProtoMessage value) {
    return delimited(field, ByteBuffer.wrap(value.toBytes()));
  }

  /** Adds packed repeated {@code double}s. */
  ProtoMessage put(int field, double[] values) {
    ByteBuffer packed = little(values.length * Double.BYTES);
    for (double value : values) {
      packed.putDouble(value);
    }
    return delimited(field, packed);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private ProtoMessage delimited(int field, ByteBuffer value) {
    tag(field, DELIMITED);
    varint(value.capacity());
    return bytes(value);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ProtoMessage bytes(ByteBuffer value) {
    out.writeBytes(value.array());
    return this;
  }
}
