package dev.tenon.cli;

import dev.tenon.spi.Folder;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.StoredFile;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A work directory for a while.
 *
 * @param directory the work directory
 */
record Scratch(WorkDirectory directory) implements AutoCloseable {
  private static final String PREFIX = "tenon-";

  /** Makes one among this machine's temporary files. */
  static Scratch here() {
    try {
      return new Scratch(new WorkDirectory(Files.createTempDirectory(PREFIX)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes one in a folder.
   *
   * @param folder the folder's path, in any of Beam's file systems; there need not be one
   */
  static Scratch in(String folder) {
    return new Scratch(
        new WorkDirectory(Locations.folder(folder).folder(PREFIX + UUID.randomUUID())));
  }

  /** Removes the work directory and all in it. */
  @Override
  public void close() {
    Folder folder = directory.folder();
    if (folder instanceof LocalFolder local) {
      remove(local.directory());
      return;
    }
    // A folder elsewhere is no more than its files.
    Stream.of(folder, directory.data(), directory.model(), directory.checkpoints())
        .forEach(each -> each.files().stream().map(each::file).forEach(StoredFile::delete));
  }

  /** Removes a folder and all in it, if it is there. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
