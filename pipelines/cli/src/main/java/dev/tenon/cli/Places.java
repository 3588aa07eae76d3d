package dev.tenon.cli;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small things to do with paths. */
final class Places {
  private Places() {}

  /** Returns a path as short as it can be written here. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) && !absolute.equals(here)
        ? here.relativize(absolute).toString()
        : absolute.toString();
  }

  /**
   * Removes a file, if it is there.
   *
   * @throws UserError if it cannot be removed
   */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UserError("cannot remove " + file + ": " + e, e);
    }
  }
}
