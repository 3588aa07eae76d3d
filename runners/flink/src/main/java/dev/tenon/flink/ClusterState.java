package dev.tenon.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What has been started for a cluster, as its file tells.
 *
 * @param port where it takes jobs
 * @param memory how many megabytes the steps have in each worker
 * @param processes the processes, in the order of their start
 */
record ClusterState(int port, int memory, List<ClusterProcess> processes) {
  /** The name of the process that takes jobs. */
  static final String MASTER = "master";

  private static final String FILE = "cluster.json";
  private static final JsonMapper JSON = new JsonMapper();

  ClusterState {
    processes = List.copyOf(processes);
  }

  /** Reads the state that was written into a folder, if one was. */
  static Optional<ClusterState> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), ClusterState.class));
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static UserError unreadable(Path file, String reason, IOException cause) {
    return new UserError(
        "cannot read "
            + file
            + ", which tells the processes of a cluster ("
            + reason
            + "); end them by hand and remove it",
        cause);
  }

  void write(Path folder) {
    new LocalFile(folder.resolve(FILE)).write(out -> out.write(JSON.writeValueAsBytes(this)));
  }

  static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      throw new UserError("cannot remove " + folder.resolve(FILE) + ": " + e, e);
    }
  }

  /** Adds a process, in the place of one that had its name. */
  ClusterState with(ClusterProcess process) {
    List<ClusterProcess> more = new ArrayList<>(processes);
    more.removeIf(earlier -> earlier.name().equals(process.name()));
    more.add(process);
    return new ClusterState(port, memory, more);
  }

  boolean isRunning() {
    return processes.stream().anyMatch(ClusterProcess::isAlive);
  }

  /** Tells whether the process that takes jobs runs. */
  boolean hasMaster() {
    return processes.stream()
        .anyMatch(process -> process.name().equals(MASTER) && process.isAlive());
  }

  /** Returns the names of those of a number of workers that do not run. */
  List<String> missing(int workers) {
    Set<String> there =
        processes.stream()
            .filter(ClusterProcess::isAlive)
            .map(ClusterProcess::name)
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(1, workers)
        .mapToObj(number -> "worker-" + number)
        .filter(name -> !there.contains(name))
        .toList();
  }

  /** Ends what still runs, workers first, so that they do not look for their master. */
  void end() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).end();
    }
  }
}
