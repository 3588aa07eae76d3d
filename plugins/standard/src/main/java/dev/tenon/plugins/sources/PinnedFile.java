package dev.tenon.plugins.sources;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file whose content is known beforehand.
 *
 * @param name its name, without {@code .gz}
 * @param size its length uncompressed, in bytes
 * @param sha256 the SHA-256 of its uncompressed content, in lower-case hexadecimal
 */
record PinnedFile(String name, long size, String sha256) {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 15_000;
  private static final int CHUNK = 1 << 16;

  /** Tells whether a file is there and has this content. */
  boolean isAt(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return matches(digest);
  }

  /**
   * Fetches the compressed file and writes its content.
   *
   * @throws IOException if it cannot be had there, or is not the file expected
   * @throws UserError if it cannot be written
   */
  void download(URI address, Path target) throws IOException {
    URLConnection connection = address.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    if (connection instanceof HttpURLConnection http && http.getResponseCode() != 200) {
      throw new IOException("the server answers " + http.getResponseCode());
    }
    MessageDigest digest = digest();
    long bytes = 0;
    try (InputStream raw = connection.getInputStream();
        InputStream in = new GZIPInputStream(raw, CHUNK);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0 && bytes <= size; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        write(out, chunk, n, target);
        bytes += n;
      }
    }
    if (bytes != size || !matches(digest)) {
      throw new IOException("not the file expected: its size or its SHA-256 differs");
    }
  }

  private static void write(OutputStream out, byte[] chunk, int length, Path target) {
    try {
      out.write(chunk, 0, length);
    } catch (IOException e) {
      throw new UserError("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  private boolean matches(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).equals(sha256);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
