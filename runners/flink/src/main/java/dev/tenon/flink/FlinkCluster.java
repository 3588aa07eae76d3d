package dev.tenon.flink;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A session cluster of Flink on this machine: one process that takes jobs, and others that run
 * their steps, each a JVM of its own.
 *
 * <p>What has been started is written down at once, so that {@link #stop} ends exactly that, even
 * if the start was interrupted.
 */
public final class FlinkCluster implements LocalCluster {
  private static final String FOLDER = "flink";

  /** Makes the handle of the cluster; there need not be one. */
  public FlinkCluster() {}

  @Override
  public String runner() {
    return FlinkLauncher.NAME;
  }

  @Override
  public List<String> start(Path cache, int workers, int memory, int port) {
    if (workers < 1) {
      throw new UserError("--workers must be at least 1, got " + workers);
    }
    if (memory < ClusterSettings.LEAST_MEMORY) {
      throw new UserError(
          "--memory must be at least %d, megabytes for a worker's steps, got %d"
              .formatted(ClusterSettings.LEAST_MEMORY, memory));
    }
    if (port < 1 || port > 65_535) {
      throw new UserError("--port must be between 1 and 65535, got " + port);
    }
    Path folder = folder(cache);
    return alone(folder, () -> start(new ClusterFolder(folder), workers, memory, port));
  }

  private static List<String> start(ClusterFolder folder, int workers, int memory, int port) {
    Optional<ClusterState> earlier =
        ClusterState.read(folder.path()).filter(ClusterState::isRunning);
    if (earlier.isPresent()) {
      complete(folder, earlier.get(), workers, port);
    } else {
      begin(folder, workers, new ClusterState(port, memory, List.of()));
    }
    return List.of(
        "Flink runs at localhost:%d with %d %s; its files and logs are in %s"
            .formatted(port, workers, workers == 1 ? "worker" : "workers", folder.path()),
        "Use it:   tenon run EXPERIMENT --runner=flink -- --flinkMaster=localhost:" + port,
        "End it:   tenon cluster stop");
  }

  private static void begin(ClusterFolder folder, int workers, ClusterState none) {
    boolean ready = false;
    try {
      new ClusterStart(folder, none).begin(workers);
      ready = true;
    } finally {
      if (!ready) {
        end(folder.path());
      }
    }
  }

  /** Brings a running cluster to a number of workers; those that run, and their jobs, go on. */
  private static void complete(ClusterFolder folder, ClusterState running, int workers, int port) {
    if (running.port() != port || !running.hasMaster() || running.missing(workers).isEmpty()) {
      throw new UserError(
          "a Flink cluster is running already, at localhost:%d; end it with: tenon cluster stop"
              .formatted(running.port()));
    }
    boolean ready = false;
    try {
      new ClusterStart(folder, running).complete(workers);
      ready = true;
    } finally {
      if (!ready) {
        endAllBut(running, folder.path());
      }
    }
  }

  private static void endAllBut(ClusterState running, Path folder) {
    ClusterState.read(folder).orElse(running).processes().stream()
        .filter(process -> !running.processes().contains(process))
        .forEach(ClusterProcess::end);
  }

  @Override
  public List<String> status(Path cache) {
    Path folder = folder(cache);
    Optional<ClusterState> state = ClusterState.read(folder);
    if (state.isEmpty()) {
      return List.of("No Flink cluster runs here");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Flink at localhost:%d, in %s".formatted(state.get().port(), folder));
    for (ClusterProcess process : state.get().processes()) {
      lines.add(
          "%-12s %s"
              .formatted(
                  process.name(),
                  process.isAlive() ? "runs as process " + process.pid() : "has ended"));
    }
    return lines;
  }

  @Override
  public List<String> stop(Path cache) {
    Path folder = folder(cache);
    return alone(
        folder,
        () -> List.of(end(folder) ? "The Flink cluster has ended" : "No Flink cluster runs here"));
  }

  private static Path folder(Path cache) {
    return cache.resolve(FOLDER).toAbsolutePath();
  }

  /** Returns whether there was anything to end. */
  private static boolean end(Path folder) {
    Optional<ClusterState> state = ClusterState.read(folder);
    state.ifPresent(ClusterState::end);
    ClusterState.remove(folder);
    return state.isPresent();
  }

  /** Starting and stopping at once would leave processes that nobody knows of. */
  @SuppressWarnings("try") // The lock needs no mention.
  private static List<String> alone(Path folder, Supplier<List<String>> action) {
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (file.tryLock() == null) {
          throw new UserError("another process starts or stops the cluster in " + folder);
        }
        return action.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
