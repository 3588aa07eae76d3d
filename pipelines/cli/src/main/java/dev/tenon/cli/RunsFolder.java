package dev.tenon.cli;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the work directories that nobody named. A run that made it takes it away again if
 * nothing came into it.
 *
 * @param path the folder
 * @param made whether this run made it
 */
record RunsFolder(Path path, boolean made) implements AutoCloseable {
  /**
   * Makes the folder, unless it is there.
   *
   * @throws UserError if it cannot be made
   */
  static RunsFolder make(Path path) {
    if (Files.isDirectory(path)) {
      return new RunsFolder(path, false);
    }
    try {
      Files.createDirectories(path);
      return new RunsFolder(path, true);
    } catch (IOException e) {
      throw new UserError(
          "cannot make the folder " + path + " here (" + e + "); give --work-dir", e);
    }
  }

  @Override
  public void close() {
    if (!made) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // As it should be: there is a run in it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
