package dev.tenon.plugins.sources;

import dev.tenon.spi.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The elements of an IDX file of unsigned bytes: mapped from a plain file, in memory from a
 * compressed one.
 *
 * @param dimensions the sizes in the header, the number of records first
 * @param data all elements, from index 0
 */
record IdxFile(int[] dimensions, ByteBuffer data) {
  private static final int UNSIGNED_BYTES = 0x08;

  /** Opens a file that must have so many dimensions, each positive, and all the bytes they need. */
  static IdxFile open(Path file, int fewest, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no file " + file + ": expected an IDX file there");
    }
    try {
      return file.toString().endsWith(".gz")
          ? inflate(file, fewest, most)
          : map(file, fewest, most);
    } catch (AccessDeniedException e) {
      throw new UserError("may not read " + file + ": ask for the right to", e);
    }
  }

  int count() {
    return dimensions[0];
  }

  /** Returns a size, 1 for the channels of a file that has none. */
  int dimension(int index) {
    return index < dimensions.length ? dimensions[index] : 1;
  }

  private static IdxFile map(Path file, int fewest, int most) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] dimensions;
      try (InputStream in = Files.newInputStream(file)) {
        dimensions = header(file, in, fewest, most);
      }
      long header = 4 + 4L * dimensions.length;
      long elements = elements(file, dimensions);
      if (channel.size() != header + elements) {
        throw wrongLength(file, header + elements, channel.size());
      }
      ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, header, elements);
      return new IdxFile(dimensions, data);
    }
  }

  private static IdxFile inflate(Path file, int fewest, int most) throws IOException {
    try (InputStream raw = Files.newInputStream(file)) {
      if (Files.size(file) == 0) {
        throw empty(file);
      }
      try (InputStream in = new GZIPInputStream(raw, 1 << 16)) {
        int[] dimensions = header(file, in, fewest, most);
        int elements = elements(file, dimensions);
        byte[] data = in.readNBytes(elements);
        long header = 4 + 4L * dimensions.length;
        if (data.length < elements) {
          throw wrongLength(file, header + elements, header + data.length);
        }
        if (in.read() >= 0) {
          throw new UserError(
              file
                  + " is too long: its header announces "
                  + (header + elements)
                  + " uncompressed bytes, and more follow");
        }
        return new IdxFile(dimensions, ByteBuffer.wrap(data));
      }
    } catch (EOFException e) {
      throw new UserError(
          file
              + " is truncated: its "
              + Files.size(file)
              + " compressed bytes end before the data does; fetch it again",
          e);
    } catch (ZipException e) {
      throw new UserError(
          file + " is damaged or not compressed by gzip (" + e.getMessage() + "); fetch it again",
          e);
    }
  }

  private static int[] header(Path file, InputStream in, int fewest, int most) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length == 0) {
      throw empty(file);
    }
    if (magic.length < 4) {
      throw new UserError(
          file
              + " is truncated: an IDX header needs at least 8 bytes, the file has "
              + magic.length);
    }
    int rank = magic[3];
    if (magic[0] != 0
        || magic[1] != 0
        || magic[2] != UNSIGNED_BYTES
        || rank < fewest
        || rank > most) {
      throw new UserError(
          String.format(
              "%s is not an IDX file of unsigned bytes with %s: expected magic 0x%08x, got 0x%08x",
              file,
              most == 1 ? "1 dimension" : fewest + " or " + most + " dimensions",
              UNSIGNED_BYTES << 8 | fewest,
              ByteBuffer.wrap(magic).getInt()));
    }
    byte[] sizes = in.readNBytes(4 * rank);
    if (sizes.length < 4 * rank) {
      throw wrongLength(file, 4 + 4L * rank, 4 + sizes.length);
    }
    int[] dimensions = new int[rank];
    ByteBuffer.wrap(sizes).asIntBuffer().get(dimensions);
    return dimensions;
  }

  /** Multiplies the dimensions, which an array's length must be able to hold. */
  private static int elements(Path file, int[] dimensions) {
    if (dimensions[0] == 0) {
      throw new UserError(file + " holds no records: its header announces 0");
    }
    long elements = 1;
    for (int size : dimensions) {
      if (size <= 0 || elements * size > Integer.MAX_VALUE - 64) {
        throw new UserError(
            file
                + " announces the dimensions "
                + Arrays.toString(dimensions)
                + ": expected positive sizes of at most 2 GiB in all; split larger files");
      }
      elements *= size;
    }
    return (int) elements;
  }

  private static UserError empty(Path file) {
    return new UserError(file + " is empty: expected an IDX file; fetch it again");
  }

  private static UserError wrongLength(Path file, long expected, long actual) {
    return new UserError(
        file
            + (actual < expected ? " is truncated" : " is too long")
            + ": its header announces "
            + expected
            + " bytes, the file has "
            + actual
            + "; fetch it again");
  }
}
