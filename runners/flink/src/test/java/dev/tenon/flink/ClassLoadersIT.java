package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.onnxruntime.Device;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.Train;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  @TempDir private Path folder;

  private int port;

  @BeforeEach
  void start() throws IOException {
    port = FlinkClusterIT.freePort();
    new FlinkCluster().start(folder, 1, port);
  }

  @AfterEach
  void stop() {
    new FlinkCluster().stop(folder);
  }

  @Test
  void job_after_job_leaves_neither_native_libraries_nor_class_loaders() throws Exception {
    Blueprint blueprint =
        Blueprint.of(TinyRun.in(folder, 2).json(), new Options().withDevice(Device.CPU));
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
        .filter(line -> line.contains("ChildFirstClassLoader"))
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
    assertThat(told).doesNotContain("Exception");
    return told;
  }
}
