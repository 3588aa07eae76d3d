package dev.tenon.cli;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import java.nio.file.Path;

/** Small things to do with paths. */
final class Places {
  private Places() {}

  /** Returns a folder's path as short as it can be written here. */
  static String shown(Folder folder) {
    return folder.local().map(Places::shown).orElseGet(folder::path);
  }

  /** Returns a file's path as short as it can be written here. */
  static String shown(StoredFile file) {
    return file.local().map(Places::shown).orElseGet(file::path);
  }

  private static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) && !absolute.equals(here)
        ? here.relativize(absolute).toString()
        : absolute.toString();
  }
}
