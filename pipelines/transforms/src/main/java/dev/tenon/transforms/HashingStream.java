package dev.tenon.transforms;

import dev.tenon.training.Hash;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes what passes through. */
final class HashingStream extends FilterOutputStream {
  private final MessageDigest digest = Hash.sha256();
  private long length;

  HashingStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    digest.update(bytes, offset, count);
    length += count;
  }

  /** Returns how many bytes have passed. */
  long length() {
    return length;
  }

  /** Returns the SHA-256 of what has passed, in hexadecimal; nothing may pass after this. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the SHA-256 of bytes, in hexadecimal. */
  static String sha256(ByteBuffer bytes) {
    MessageDigest digest = Hash.sha256();
    digest.update(bytes.duplicate());
    return HexFormat.of().formatHex(digest.digest());
  }
}
