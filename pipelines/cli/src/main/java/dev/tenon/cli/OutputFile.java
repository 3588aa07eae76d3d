package dev.tenon.cli;

import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.transforms.Locations;
import java.io.IOException;
import java.io.InputStream;

/** A file that is named to be written. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Returns the file of a path, in any of Beam's file systems.
   *
   * @throws UserError if there is a folder in its place
   */
  static StoredFile of(String path) {
    StoredFile file = Locations.file(path);
    if (file.exists()) {
      requireFile(file);
    }
    return file;
  }

  /** Notices a folder before any work is done: it is there, but has nothing to read. */
  private static void requireFile(StoredFile file) {
    try (InputStream in = file.open()) {
      in.readNBytes(1);
    } catch (IOException e) {
      throw new UserError(
          file.path() + " is no file that can be replaced (" + e.getMessage() + "); name another",
          e);
    }
  }
}
