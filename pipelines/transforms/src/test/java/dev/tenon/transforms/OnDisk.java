package dev.tenon.transforms;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import java.nio.file.Path;

/** Where files and folders that are known to lie on this machine's disk do so. */
final class OnDisk {
  private OnDisk() {}

  static Path path(Folder folder) {
    return folder.local().orElseThrow();
  }

  static Path path(StoredFile file) {
    return file.local().orElseThrow();
  }
}
