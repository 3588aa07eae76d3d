package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A file of a {@link Folder}, written whole or not at all: a reader sees the old content or the
 * new, and never a part.
 */
@API(status = EXPERIMENTAL)
public interface StoredFile {
  /** What writes a file's content. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes the content.
     *
     * @param out takes it; buffered, and closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Returns the file's name in its folder. */
  String name();

  /** Returns where the file is, as a path or with a scheme such as {@code gs://}. */
  String path();

  /**
   * Tells whether the file is there.
   *
   * @return whether it is
   * @throws UserError if that cannot be found out
   */
  boolean exists();

  /**
   * Returns the file's length in bytes.
   *
   * @return the length
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  long size() throws IOException;

  /**
   * Opens the file to be read from its beginning.
   *
   * @return its bytes, to be closed
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Maps the file into memory, of which only what is used takes any; a file of another machine is
   * copied to a disk of this one before.
   *
   * @return its bytes, not to be changed; at most 2 GiB
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  ByteBuffer map() throws IOException;

  /**
   * Reads the file.
   *
   * @return its bytes
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  default byte[] bytes() throws IOException {
    try (InputStream in = open()) {
      return in.readAllBytes();
    }
  }

  /**
   * Reads a text file in UTF-8.
   *
   * @return its content
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  default String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Writes the file, in place of what had its name; the folder is made if need be.
   *
   * @param content what writes its content
   * @throws UserError if the disk is full or the folder cannot be written, naming the file
   */
  void write(Content content);

  /**
   * Writes a text file in UTF-8, in place of what had its name; the folder is made if need be.
   *
   * @param text its content
   * @throws UserError if the disk is full or the folder cannot be written, naming the file
   */
  default void write(String text) {
    write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Removes the file, if it is there.
   *
   * @throws UserError if it cannot be removed
   */
  void delete();

  /** Returns the file's path if it lies on a disk of this machine, for what needs real files. */
  Optional<Path> local();

  /**
   * Explains why a file or folder cannot be written.
   *
   * @param path where it is
   * @param cause what went wrong
   * @return the error to throw
   */
  static UserError cannotWrite(String path, IOException cause) {
    return new UserError(
        "cannot write "
            + path
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
    if (cause instanceof FileAlreadyExistsException other) {
      return other.getFile() + " is not a folder";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage();
  }
}
