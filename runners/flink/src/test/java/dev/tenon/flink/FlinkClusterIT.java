package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts and ends real processes. */
@Timeout(900)
class FlinkClusterIT {
  private static final String LOOPBACK_4 = "0100007F";
  private static final String LOOPBACK_6 = "0000000000000000FFFF00000100007F";
  private static final String LISTENS = "0A";

  private final FlinkCluster cluster = new FlinkCluster();

  @TempDir private Path cache;

  @AfterEach
  void stop() {
    cluster.stop(cache);
  }

  private List<ClusterProcess> processes() {
    return ClusterState.read(cache.resolve("flink")).orElseThrow().processes();
  }

  @Test
  void a_cluster_runs_until_it_is_stopped_and_leaves_no_process() throws IOException {
    int port = FreePort.choose();

    assertThat(cluster.start(cache, 2, 1024, port))
        .anyMatch(line -> line.contains("localhost:" + port));

    assertThat(Overview.of("127.0.0.1:" + port)).isEqualTo(new Overview(2, 4));
    assertThat(cluster.status(cache)).hasSize(4).noneMatch(line -> line.contains("ended"));
    assertThat(listening()).isNotEmpty().isSubsetOf(LOOPBACK_4, LOOPBACK_6);
    assertThatThrownBy(() -> cluster.start(cache, 1, 1024, FreePort.choose()))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("running already", "localhost:" + port, "tenon cluster stop");

    List<ClusterProcess> processes = processes();
    cluster.stop(cache);

    assertThat(processes).hasSize(3).noneMatch(ClusterProcess::isAlive);
    assertThat(cluster.status(cache)).containsExactly("No Flink cluster runs here");
    assertThat(cluster.stop(cache)).containsExactly("No Flink cluster runs here");
  }

  @Test
  void a_worker_that_has_ended_is_started_again_beside_those_that_run() throws IOException {
    int port = FreePort.choose();
    cluster.start(cache, 1, 600, port);
    List<ClusterProcess> before = processes();
    ProcessHandle worker = before.get(1).handle().orElseThrow();
    worker.destroyForcibly();
    worker.onExit().join();

    cluster.start(cache, 2, 1024, port);

    List<ClusterProcess> after = processes();
    assertThat(after)
        .extracting(ClusterProcess::name)
        .containsExactly("master", "worker-1", "worker-2");
    assertThat(after).allMatch(ClusterProcess::isAlive).contains(before.get(0));
    assertThat(after.subList(1, 3))
        .as("the memory of those that were there: 600 MB, and what Flink itself needs")
        .allMatch(process -> commandLine(process).contains("-Xmx728m"));
    assertThat(Overview.of("127.0.0.1:" + port)).isEqualTo(new Overview(2, 4));
    assertThatThrownBy(() -> cluster.start(cache, 2, 1024, port))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("running already");
  }

  @Test
  void a_cluster_hears_that_a_launcher_lives() throws IOException {
    int port = FreePort.choose();
    cluster.start(cache, 1, 600, port);

    try (FlinkMaster master = new FlinkMaster("127.0.0.1:" + port)) {
      assertThat(master.beat(new JobID(), Duration.ofMinutes(1)))
          .succeedsWithin(Duration.ofMinutes(2));
    }
  }

  @Test
  void less_memory_than_steps_get_by_with_is_refused() throws IOException {
    assertThatThrownBy(() -> cluster.start(cache, 1, 511, FreePort.choose()))
        .isInstanceOf(UserError.class)
        .hasMessage("--memory must be at least 512, megabytes for a worker's steps, got 511");
  }

  private static String commandLine(ClusterProcess process) {
    return process.handle().orElseThrow().info().commandLine().orElseThrow();
  }

  /** Returns the addresses on which the cluster's processes wait for connections. */
  private Set<String> listening() throws IOException {
    Set<String> sockets =
        processes().stream()
            .flatMap(process -> links(Path.of("/proc/" + process.pid() + "/fd")))
            .filter(link -> link.startsWith("socket:["))
            .map(link -> link.substring("socket:[".length(), link.length() - 1))
            .collect(Collectors.toSet());
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
    lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
    return lines.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[3].equals(LISTENS) && sockets.contains(fields[9]))
        .map(fields -> fields[1].replaceFirst(":.*", ""))
        .collect(Collectors.toSet());
  }

  private static Stream<String> links(Path folder) {
    List<String> links = new ArrayList<>();
    for (String name : folder.toFile().list()) {
      try {
        links.add(Files.readSymbolicLink(folder.resolve(name)).toString());
      } catch (IOException e) {
        // It was closed meanwhile.
        continue;
      }
    }
    return links.stream();
  }

  @Test
  void a_cluster_that_cannot_start_leaves_nothing() throws IOException {
    Path home = Files.createDirectories(cache.resolve("home"));
    Files.createDirectories(home.resolve("cluster"));
    String before = System.setProperty("tenon.flink.home", home.toString());
    try {
      assertThatThrownBy(() -> cluster.start(cache, 1, 1024, FreePort.choose()))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll("did not start", "has ended; see ", ".log");
    } finally {
      System.setProperty("tenon.flink.home", before);
    }
    assertThat(cluster.status(cache)).containsExactly("No Flink cluster runs here");
    assertThat(cache.resolve("flink/logs/master.log")).content().contains("ClassNotFound");
  }

  @Test
  void a_port_in_use_is_the_users_mistake() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> cluster.start(cache, 1, 1024, taken.getLocalPort()))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll("port " + taken.getLocalPort(), "in use", "--port");
    }
  }
}
