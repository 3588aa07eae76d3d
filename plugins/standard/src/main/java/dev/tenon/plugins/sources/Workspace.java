package dev.tenon.plugins.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder beside what is being fetched; it goes even if the process is told to end. */
final class Workspace implements AutoCloseable {
  private static final String PREFIX = ".fetching-";

  private final Path directory;
  private final Thread atExit;

  Workspace(Path folder) throws IOException {
    directory = Files.createTempDirectory(folder, PREFIX);
    atExit = new Thread(() -> remove(directory));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Removes the folders of processes that were killed. */
  static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, PREFIX + "*")) {
      leftovers.forEach(Workspace::remove);
    }
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is at work.
      return;
    }
    remove(directory);
  }

  private static void remove(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
