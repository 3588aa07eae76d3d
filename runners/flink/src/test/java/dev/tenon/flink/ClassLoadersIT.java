package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.onnxruntime.Device;
import dev.tenon.spi.cases.Jar;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.Train;
import dev.tenon.transforms.TrainInRounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What jobs leave behind in a worker that serves many of them. */
@Timeout(900)
class ClassLoadersIT {
  private static final int WARM_UP = 3;
  private static final int MEASURED = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern THREAD = Pattern.compile("nid=(0x[0-9a-f]+|[0-9]+)");

  @TempDir private Path folder;

  private int port;

  @BeforeEach
  void start() throws IOException {
    port = FreePort.choose();
    new FlinkCluster().start(folder, 1, 1024, port);
  }

  @AfterEach
  void stop() {
    new FlinkCluster().stop(folder);
  }

  @Test
  void job_after_job_leaves_neither_native_libraries_nor_class_loaders() throws Exception {
    Path jars = folder.resolve("plugins");
    new Jar().plugin("acme", "acme.scaling", "PluginInfo.API").write(jars.resolve("acme.jar"));
    TinyRun tiny = TinyRun.in(folder, 2).with("\"relu\"", "\"acme.scaling\"");
    Blueprint blueprint =
        Blueprint.of(tiny.json(), new Options().withDevice(Device.CPU).withPlugins(jars));
    for (int i = 0; i < WARM_UP; i++) {
      run(blueprint, "warm-up-" + i);
    }
    Set<String> libraries = libraries();
    long loaders = classLoaders();

    for (int i = 0; i < MEASURED; i++) {
      run(blueprint, "measured-" + i);
    }

    assertThat(libraries).anyMatch(library -> library.contains("onnxruntime"));
    assertThat(libraries()).isEqualTo(libraries);
    assertThat(loaders).isPositive();
    assertThat(classLoaders()).isLessThanOrEqualTo(loaders);
  }

  @Test
  void rounds_close_their_sessions_when_their_jobs_have_ended() throws Exception {
    String strategy = "{\"type\": \"local_sgd\", \"workers\": 2, \"localSteps\": 3}";
    String json =
        TinyRun.in(folder, MEASURED)
            .with("\"batch\": 20", "\"batch\": 100, \"strategy\": " + strategy)
            .json();
    Blueprint blueprint = Blueprint.of(json, new Options().withDevice(Device.CPU).withThreads(2));
    int none = foreignThreads();
    trainInRounds(blueprint, "warm-up");
    Set<String> libraries = libraries();
    long loaders = classLoaders();

    CompletableFuture<Void> training =
        CompletableFuture.runAsync(() -> trainInRounds(blueprint, "measured"));
    int most = none;
    while (!training.isDone()) {
      most = Math.max(most, foreignThreads());
    }
    training.join();

    assertThat(most).as("threads while sessions are open").isGreaterThan(none);
    Instant end = Instant.now().plus(PATIENCE);
    int left = foreignThreads();
    while (left > none && Instant.now().isBefore(end)) {
      left = foreignThreads();
    }
    assertThat(left).as("threads when all jobs have ended").isEqualTo(none);
    assertThat(libraries()).isEqualTo(libraries);
    assertThat(classLoaders()).isPositive().isLessThanOrEqualTo(loaders);
  }

  /** Takes a pipeline for each epoch. */
  private void trainInRounds(Blueprint blueprint, String name) {
    WorkDirectory work = new WorkDirectory(folder.resolve(name));
    FlinkLauncher launcher = new FlinkLauncher(List.of("--flinkMaster=localhost:" + port));
    launcher.run(pipeline -> pipeline.apply("Ingest", Ingest.of(blueprint, work)));
    TrainInRounds.of(blueprint, work).run(launcher::run);
  }

  /**
   * Counts the worker's threads that its JVM does not know of: its first one, and one for each open
   * session of two threads.
   */
  private int foreignThreads() throws IOException {
    Set<Integer> known =
        THREAD
            .matcher(diagnose("Thread.print"))
            .results()
            .map(found -> Integer.decode(found.group(1)))
            .collect(Collectors.toSet());
    int foreign = 0;
    for (String thread : Path.of("/proc/" + worker() + "/task").toFile().list()) {
      foreign += known.contains(Integer.valueOf(thread)) ? 0 : 1;
    }
    return foreign;
  }

  private void run(Blueprint blueprint, String name) throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createDirectories(folder.resolve(name)));
    new FlinkLauncher(List.of("--flinkMaster=localhost:" + port))
        .run(
            pipeline ->
                pipeline
                    .apply("Ingest", Ingest.of(blueprint, work))
                    .apply("Train", Train.of(blueprint))
                    .apply("Export", Export.of(blueprint))
                    .apply("Read", ReadRecords.of(DataSplit.TEST))
                    .apply("Evaluate", Evaluate.of(blueprint, work)));
    assertThat(work.evaluation().exists()).isTrue();
  }

  private long worker() {
    return ClusterState.read(folder.resolve("flink")).orElseThrow().processes().get(1).pid();
  }

  private Set<String> libraries() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + worker() + "/maps"))) {
      return maps.filter(line -> line.contains(".so"))
          .map(line -> line.substring(line.indexOf('/')))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Counts the class loaders of jobs that are alive after a collection of garbage. */
  private long classLoaders() throws IOException {
    diagnose("GC.run");
    return diagnose("VM.classloader_stats")
        .lines()
        .filter(line -> line.matches(".*(ChildFirstClassLoader|PluginClassLoader).*"))
        .count();
  }

  private String diagnose(String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(worker()),
                command)
            .redirectErrorStream(true)
            .start();
    String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.onExit().join().exitValue()).as(told).isZero();
    return told;
  }
}
