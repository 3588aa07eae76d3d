package dev.tenon.spi;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;

/**
 * The TFRecord container: each record is its length (64 bits), a checksum of that, its bytes, and a
 * checksum of those, all little-endian. Checksums are CRC-32C, masked: {@code ((crc >>> 15) | (crc
 * << 17)) + 0xa282ead8}.
 *
 * <p>See <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord and
 * tf.train.Example</a>, "TFRecords format details".
 */
@API(status = INTERNAL)
public final class TfRecords {
  private static final int BEFORE = Long.BYTES + Integer.BYTES;
  private static final int AROUND = BEFORE + Integer.BYTES;

  private TfRecords() {}

  /**
   * Writes a record.
   *
   * @param out takes it
   * @param data the record's bytes
   * @throws IOException if it cannot be written
   */
  public static void write(OutputStream out, byte[] data) throws IOException {
    byte[] record = new byte[data.length + AROUND];
    ByteBuffer buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(data.length);
    buffer.putInt(masked(buffer.slice(0, Long.BYTES)));
    buffer.put(data);
    buffer.putInt(masked(ByteBuffer.wrap(data)));
    out.write(record);
  }

  /**
   * Walks through a file.
   *
   * @param file all of its bytes
   * @param sink takes the index at which each record's bytes begin
   * @throws IOException if the file ends within a record or a checksum does not match
   */
  public static void each(ByteBuffer file, IntConsumer sink) throws IOException {
    ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at < bytes.limit()) {
      require(bytes.limit() - at >= AROUND, "ends within the record", at);
      int header = masked(bytes.slice(at, Long.BYTES));
      require(bytes.getInt(at + Long.BYTES) == header, "has a damaged length in the record", at);
      long length = bytes.getLong(at);
      require(length >= 0 && length <= bytes.limit() - at - AROUND, "ends within the record", at);
      int begin = at + BEFORE;
      int end = begin + (int) length;
      int checksum = masked(bytes.slice(begin, (int) length));
      require(bytes.getInt(end) == checksum, "has a damaged record", at);
      sink.accept(begin);
      at = end + Integer.BYTES;
    }
  }

  private static int masked(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    int crc = (int) checksum.getValue();
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static void require(boolean holds, String what, int at) throws IOException {
    if (!holds) {
      throw new IOException(what + " at byte " + at);
    }
  }
}
