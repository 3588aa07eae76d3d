package dev.tenon.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Counts what this process has open. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Returns how often each file is open; of connections and the like, by kind. None elsewhere. */
  static Map<String, Integer> count() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return counts;
    }
    try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : open) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          counts.merge(target.replaceFirst(":\\[\\d+]$", ""), 1, Integer::sum);
        } catch (NoSuchFileException e) {
          // It was closed meanwhile.
        }
      }
    }
    return counts;
  }
}
