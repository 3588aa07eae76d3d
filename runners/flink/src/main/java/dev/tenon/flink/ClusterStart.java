package dev.tenon.flink;

import dev.tenon.spi.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The start of a cluster, or of those of its workers that have ended, process by process. */
final class ClusterStart {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 200;
  private static final String MASTER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String WORKER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final ClusterFolder folder;
  private final Path jars;
  private ClusterState state;

  ClusterStart(ClusterFolder folder, ClusterState state) {
    this.folder = folder;
    this.jars = FlinkHome.ofProcess().cluster();
    this.state = state;
  }

  /**
   * Starts the processes and waits until all workers have registered.
   *
   * @throws UserError if the port is taken, or a process ends; those started go on running
   */
  void begin(int workers) {
    requireFree(state.port());
    try {
      folder.prepare();
      JobConfiguration.write(
          folder.configuration(),
          new ClusterSettings(state.port(), FreePort.choose(), state.memory(), folder.temporary())
              .all());
      launch(ClusterState.MASTER, ClusterSettings.masterOptions(), MASTER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    complete(workers);
  }

  /**
   * Starts the workers that do not run, beside a master that does, and waits until they have
   * registered.
   *
   * @throws UserError if a process ends; those started go on running
   */
  void complete(int workers) {
    Map<String, String> before = registered();
    List<String> started = state.missing(workers);
    try {
      for (String name : started) {
        launch(
            name,
            ClusterSettings.workerOptions(state.memory()),
            WORKER,
            "-Dtaskmanager.resource-id=" + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await(started, before);
  }

  private void launch(String name, List<String> options, String main, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    // Signals that the terminal sends to this command are not meant for the cluster.
    Optional<Path> detach = onPath("setsid");
    detach.ifPresent(tool -> command.add(tool.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", jars.resolve("*").toString(), main));
    command.addAll(List.of("--configDir", folder.configuration().toString()));
    command.addAll(Arrays.asList(more));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(name).toFile()));
    // Otherwise a folder "plugins" wherever this is started would be taken for Flink's.
    builder.environment().put("FLINK_PLUGINS_DIR", folder.plugins().toString());
    state = state.with(ClusterProcess.of(name, builder.start().toHandle()));
    state.write(folder.path());
  }

  private static Optional<Path> onPath(String tool) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A worker that has ended may be registered still: one that has come has another address. */
  private void await(List<String> started, Map<String, String> before) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!haveCome(started, before)) {
      for (ClusterProcess process : state.processes()) {
        boolean needed =
            process.name().equals(ClusterState.MASTER) || started.contains(process.name());
        if (needed && !process.isAlive()) {
          throw new UserError(
              "the Flink cluster did not start: its process %s has ended; see %s"
                  .formatted(process.name(), folder.log(process.name())));
        }
      }
      if (Instant.now().isAfter(end)) {
        throw new UserError(
            "the Flink cluster did not start within " + PATIENCE + "; see " + folder.log("master"));
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("interrupted while the Flink cluster was starting", e);
      }
    }
  }

  private boolean haveCome(List<String> started, Map<String, String> before) {
    Map<String, String> now = registered();
    return started.stream()
        .allMatch(name -> now.containsKey(name) && !now.get(name).equals(before.get(name)));
  }

  /** Returns the addresses of the workers that have registered and told their slots, by name. */
  private Map<String, String> registered() {
    try {
      return Worker.of("127.0.0.1:" + state.port()).stream()
          .filter(worker -> worker.slots() > 0)
          .collect(Collectors.toMap(Worker::name, Worker::address));
    } catch (IOException e) {
      // It does not answer yet.
      return Map.of();
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new UserError("port " + port + " is in use; choose another by --port", e);
    }
  }
}
