package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a run leaves in its work directory. */
final class RunFiles {
  private RunFiles() {}

  /** Two runs have left the same files with the same bytes, and nothing else. */
  static void assertSame(Path actual, Path expected) throws IOException {
    Map<String, Path> wanted = in(expected);
    Map<String, Path> found = in(actual);
    assertThat(wanted)
        .containsKeys("checkpoints/final.json", "evaluation.json", "data/manifest.json");
    assertThat(found.keySet()).isEqualTo(wanted.keySet());
    for (Map.Entry<String, Path> file : wanted.entrySet()) {
      assertThat(found.get(file.getKey())).hasSameBinaryContentAs(file.getValue());
    }
  }

  private static Map<String, Path> in(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    }
    return files;
  }
}
