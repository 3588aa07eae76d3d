package dev.tenon.training;

import dev.tenon.spi.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files whole or not at all: into a temporary neighbour, which is forced to the disk and
 * then takes the file's name. A reader sees the old content or the new, and never a part.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out takes it; buffered, and closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in place of what had its name.
   *
   * @param file the file
   * @param content what writes its content
   * @throws UserError if the disk is full or the folder cannot be written, naming the file
   */
  public static void write(Path file, Content content) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw discarded(temporary, cannotWrite(file, e));
    }
  }

  /**
   * Writes a text file in UTF-8, in place of what had its name.
   *
   * @param file the file
   * @param text its content
   * @throws UserError if the disk is full or the folder cannot be written, naming the file
   */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Explains why a file cannot be written.
   *
   * @param file the file or folder
   * @param cause what went wrong
   * @return the error to throw
   */
  static UserError cannotWrite(Path file, IOException cause) {
    return new UserError(
        "cannot write "
            + file
            + ": "
            + reason(cause)
            + "; free some space, mend the permissions or choose another work directory",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " is missing";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage();
  }

  /**
   * A renaming lasts only once the folder is on the disk; Windows cannot force one, nor needs to.
   */
  private static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static UserError discarded(Path temporary, UserError error) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }
}
