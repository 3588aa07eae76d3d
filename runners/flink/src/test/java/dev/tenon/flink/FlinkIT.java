package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.cases.Jar;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command's runs on a cluster of two workers, each of which may be lost. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlinkIT {
  private static final int EPOCHS = 150;

  @TempDir private static Path folder;

  private static int port;

  @BeforeAll
  static void start() throws IOException {
    port = FreePort.choose();
    new FlinkCluster().start(cache(), 2, 1024, port);
    Files.createDirectory(folder.resolve("work"));
  }

  @AfterAll
  static void stop() {
    new FlinkCluster().stop(cache());
  }

  private static Path cache() {
    return folder.resolve("cache");
  }

  private static Path work(String name) {
    return folder.resolve("work").resolve(name);
  }

  private static Tenon run(Path experiment, String work, String... more) throws IOException {
    return run("", experiment, work, more);
  }

  private static Tenon run(String plugins, Path experiment, String work, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", experiment.toString(), "--device", "cpu"));
    arguments.addAll(List.of("--work-dir", work(work).toString()));
    arguments.addAll(List.of(more));
    return Tenon.start(folder, plugins, arguments);
  }

  private static String[] onFlink(String... more) {
    return Stream.concat(
            Stream.of(more), Stream.of("--runner=flink", "--", "--flinkMaster=localhost:" + port))
        .toArray(String[]::new);
  }

  private static void ended(Tenon tenon) throws IOException, InterruptedException {
    int code = tenon.end();
    assertThat(tenon.mistakes()).isEmpty();
    assertThat(code).isZero();
  }

  /** Waits until a run has trained an epoch, or has ended. */
  private static void awaitEpoch(Tenon run, String work, int epoch)
      throws IOException, InterruptedException {
    Path checkpoints = work(work).resolve("checkpoints");
    awaitFolder(run, checkpoints);
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      checkpoints.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (run.process().isAlive() && newestEpoch(checkpoints) < epoch) {
        watch.poll(1, TimeUnit.SECONDS);
      }
    }
  }

  /** Waits until there is a folder, level by level: none may be made for a run beforehand. */
  private static void awaitFolder(Tenon run, Path wanted) throws IOException, InterruptedException {
    Path there = folder;
    while (run.process().isAlive() && !there.equals(wanted)) {
      Path next = there.resolve(there.relativize(wanted).getName(0));
      try (WatchService watch = FileSystems.getDefault().newWatchService()) {
        there.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        while (run.process().isAlive() && !Files.exists(next)) {
          watch.poll(1, TimeUnit.SECONDS);
        }
      }
      there = next;
    }
  }

  private static int newestEpoch(Path checkpoints) {
    return Stream.of(checkpoints.toFile().list())
        .filter(name -> name.matches("epoch-\\d+\\.json"))
        .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
        .max()
        .orElse(0);
  }

  private static void assertSame(String one, String other) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("checkpoints", "model")) {
      try (Stream<Path> found = Files.list(work(other).resolve(part))) {
        found.map(work(other)::relativize).forEach(files::add);
      }
    }
    files.add(Path.of("evaluation.json"));
    files.add(Path.of("history.csv"));
    assertThat(files).hasSizeGreaterThan(8);
    for (Path file : files) {
      assertThat(work(one).resolve(file)).hasSameBinaryContentAs(work(other).resolve(file));
    }
  }

  private static List<ClusterJob> jobs(String work) throws IOException {
    return ClusterJob.of(port, "tenon-" + work + "-");
  }

  @Test
  void a_run_with_a_users_plugin_leaves_the_same_bytes_as_in_one_process() throws Exception {
    Path experiment = TinyRun.in(folder, 2).with("\"relu\"", "\"flink_test.invert\"").write(folder);
    String plugins =
        Path.of(InvertPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    Tenon direct = run(experiment, "direct");

    Tenon cluster = run(plugins, experiment, "cluster", onFlink());

    ended(cluster);
    ended(direct);
    assertThat(cluster.epochs()).hasSize(2).isEqualTo(direct.epochs());
    assertSame("cluster", "direct");
    assertThat(jobs("cluster")).extracting(ClusterJob::state).containsOnly("FINISHED").hasSize(2);
  }

  /** The folder of plug-ins is named in a way that leads elsewhere in any other process. */
  @Test
  void plugins_from_a_folder_that_workers_do_not_see_come_with_the_job() throws Exception {
    Path jars = folder.resolve("plugins");
    Jar.measuring("one", 2).write(jars.resolve("one.jar"));
    Jar.measuring("two", 3).write(jars.resolve("two.jar"));
    Path experiment =
        TinyRun.in(folder, 2)
            .with("\"relu\"", "\"one.scaling\"")
            .with("[\"accuracy\"]", "[\"one.one_count\", \"two.two_count\"]")
            .write(folder);
    Tenon direct = run(experiment, "plugins-direct", "--plugins", jars.toString());

    ended(run(experiment, "plugins", onFlink("--plugins", "/proc/self/cwd/plugins")));

    ended(direct);
    assertSame("plugins", "plugins-direct");
    assertThat(work("plugins").resolve("evaluation.json"))
        .content()
        .contains("\"one_count\" : 160.0", "\"two_count\" : 240.0");
    try (Stream<Path> copies = Files.list(cache().resolve("plugins"))) {
      assertThat(copies).as("what the workers unpacked").hasSize(2);
    }
  }

  @Test
  void a_mistake_in_a_step_ends_as_one_line_and_is_not_tried_again() throws Exception {
    Path experiment = TinyRun.in(folder, 1).with("0.002", "1e30").write(folder);

    Tenon tenon = run(experiment, "mistake", onFlink());

    assertThat(tenon.end()).isEqualTo(2);
    assertThat(tenon.mistakes())
        .singleElement()
        .asString()
        .startsWith("tenon: ")
        .contains("in epoch 1, step", "too high");
    assertThat(jobs("mistake")).extracting(ClusterJob::state).containsExactly("FINISHED", "FAILED");
  }

  /** The last, since the cluster counts on the lost worker for a while, and fails jobs by it. */
  @Test
  @Order(Integer.MAX_VALUE)
  void a_run_goes_on_when_a_worker_is_killed_and_ends_with_the_same_bits() throws Exception {
    Path experiment = TinyRun.in(folder, EPOCHS).write(folder);
    Tenon whole = run(experiment, "whole");
    Tenon tenon = run(experiment, "lost", onFlink());
    awaitEpoch(tenon, "lost", 3);

    ProcessHandle.of(trainingWorker("lost").pid()).orElseThrow().destroyForcibly();

    ended(tenon);
    ended(whole);
    assertSame("lost", "whole");
    assertThat(jobs("lost"))
        .extracting(ClusterJob::state)
        .containsExactly("FINISHED", "FAILED", "FINISHED");
  }

  /** Finds the worker that has a file of the run's training data open or mapped. */
  private static ClusterProcess trainingWorker(String work) throws IOException {
    List<ClusterProcess> found = new ArrayList<>();
    for (ClusterProcess process :
        ClusterState.read(cache().resolve("flink")).orElseThrow().processes()) {
      Path maps = Path.of("/proc/" + process.pid() + "/maps");
      if (process.isAlive() && Files.readString(maps).contains(work(work).toString())) {
        found.add(process);
      }
    }
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void a_run_that_is_resumed_after_its_launcher_was_killed_goes_on_alone() throws Exception {
    Path experiment = TinyRun.in(folder, EPOCHS).write(folder);
    Tenon whole = run(experiment, "unkilled");
    Tenon killed = run(experiment, "killed", onFlink());
    awaitEpoch(killed, "killed", 3);
    killed.process().destroyForcibly().waitFor();

    ended(run(experiment, "killed", onFlink("--resume")));

    ended(whole);
    assertSame("killed", "unkilled");
    List<ClusterJob> jobs = jobs("killed");
    assertThat(jobs)
        .extracting(ClusterJob::state)
        .containsExactly("FINISHED", "CANCELED", "FINISHED");
    assertThat(jobs.get(1).end()).isLessThanOrEqualTo(jobs.get(2).start());
  }

  @Test
  void a_job_ends_soon_after_its_launcher() throws Exception {
    Path experiment = TinyRun.in(folder, 100_000).write(folder);
    Path settings = Files.createDirectories(folder.resolve("settings"));
    Files.writeString(
        settings.resolve("config.yaml"),
        "client.heartbeat.interval: 500\nclient.heartbeat.timeout: 15000\n");
    List<String> options = new ArrayList<>(List.of(onFlink()));
    options.add("--flinkConfDir=" + settings);
    Tenon killed = run(experiment, "orphan", options.toArray(String[]::new));
    awaitEpoch(killed, "orphan", 2);
    killed.process().destroyForcibly().waitFor();

    assertThat(end(jobs("orphan").get(1))).isEqualTo("CANCELED");
  }

  @Test
  void a_launcher_that_is_told_to_end_takes_its_job_with_it() throws Exception {
    Path experiment = TinyRun.in(folder, 100_000).write(folder);
    Tenon ended = run(experiment, "told", onFlink());
    awaitEpoch(ended, "told", 2);

    ended.process().destroy();

    assertThat(ended.end()).isNotZero();
    assertThat(jobs("told").get(1).state()).isEqualTo("CANCELED");
    assertThat(ended.mistakes())
        .filteredOn(line -> line.startsWith("tenon: interrupted; go on with: tenon run "))
        .singleElement()
        .asString()
        .endsWith(" --resume --runner flink -- --flinkMaster=localhost:" + port);
  }

  /** Waits for a job's end and returns its state then. */
  private static String end(ClusterJob job) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.PORT, port);
    try (RestClusterClient<StandaloneClusterId> client =
        new RestClusterClient<>(configuration, StandaloneClusterId.getInstance())) {
      return client
          .requestJobResult(JobID.fromHexString(job.id()))
          .get()
          .getApplicationStatus()
          .name();
    }
  }
}
