package dev.tenon.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A cluster of two workers for all tests that do it no harm. It starts with the first of them and
 * ends with the last.
 *
 * @param folder where it keeps its files
 * @param port where it takes jobs
 */
record TwoWorkers(Path folder, int port) implements AutoCloseable {
  /** Gives the cluster to whoever asks for it. */
  static final class Started implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TwoWorkers.class;
    }

    @Override
    public TwoWorkers resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(TwoWorkers.class))
          .computeIfAbsent(TwoWorkers.class, type -> start(), TwoWorkers.class);
    }

    private static TwoWorkers start() {
      try {
        TwoWorkers cluster =
            new TwoWorkers(Files.createTempDirectory("two-workers-"), FreePort.choose());
        new FlinkCluster().start(cluster.folder, 2, 1024, cluster.port);
        return cluster;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns Beam's option for it. */
  String option() {
    return "--flinkMaster=localhost:" + port;
  }

  /** Returns the jar or folder that a class comes from. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    new FlinkCluster().stop(folder);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
