package dev.tenon.flink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has been started for a cluster, as its file tells.
 *
 * @param port where it takes jobs
 * @param processes the processes, in the order of their start
 */
record ClusterState(int port, List<ClusterProcess> processes) {
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
    } catch (IOException e) {
      throw new UserError(
          "cannot read "
              + file
              + ", which tells the processes of a cluster ("
              + e.getMessage()
              + "); end them by hand and remove it",
          e);
    }
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

  ClusterState with(ClusterProcess process) {
    List<ClusterProcess> more = new ArrayList<>(processes);
    more.add(process);
    return new ClusterState(port, more);
  }

  boolean isRunning() {
    return processes.stream().anyMatch(ClusterProcess::isAlive);
  }

  /** Ends what still runs, workers first, so that they do not look for their master. */
  void end() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).end();
    }
  }
}
