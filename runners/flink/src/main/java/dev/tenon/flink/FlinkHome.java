package dev.tenon.flink;

import dev.tenon.spi.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that the build of this module leaves, which {@code ./tenon} names.
 *
 * @param folder the folder
 */
record FlinkHome(Path folder) {
  private static final String PROPERTY = "tenon.flink.home";

  /** Finds the folder of this process. */
  static FlinkHome ofProcess() {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new UserError(
          "nothing says where Flink's jars are; run this by ./tenon, or give Java -D"
              + PROPERTY
              + "=runners/flink/target after ./mvnw package");
    }
    return new FlinkHome(Path.of(folder).toAbsolutePath());
  }

  /** Returns the jar that a job brings to a cluster. */
  Path job() {
    return existing("tenon-job.jar");
  }

  /** Returns the folder of the jars that a cluster has itself. */
  Path cluster() {
    return existing("cluster");
  }

  private Path existing(String name) {
    Path path = folder.resolve(name);
    if (!Files.exists(path)) {
      throw new UserError(
          path + " is missing; build it: ./mvnw package -DskipTests -pl runners/flink -am");
    }
    return path;
  }
}
