package dev.tenon.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a cluster keeps its files.
 *
 * @param path the folder
 */
record ClusterFolder(Path path) {
  /** Returns the folder of the settings. */
  Path configuration() {
    return path.resolve("conf");
  }

  /** Returns the folder of what Flink removes itself, unless it is killed. */
  Path temporary() {
    return path.resolve("tmp");
  }

  /** Returns the folder of Flink's own plug-ins, of which there are none. */
  Path plugins() {
    return path.resolve("plugins");
  }

  /** Returns what a process prints. */
  Path log(String process) {
    return path.resolve("logs").resolve(process + ".log");
  }

  /** Makes the folders, and removes what an earlier cluster has left in them. */
  void prepare() throws IOException {
    for (Path folder : List.of(configuration(), temporary(), plugins(), log("").getParent())) {
      if (Files.exists(folder)) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(one);
          }
        }
      }
      Files.createDirectories(folder);
    }
  }
}
