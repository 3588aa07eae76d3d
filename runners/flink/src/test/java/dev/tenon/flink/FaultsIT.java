package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training in rounds on a cluster of two workers, whose processes are killed at random points of
 * its progress, {@code -Dtenon.faults} of each kind. A run outlives several of them.
 */
@Timeout(3600)
class FaultsIT {
  private static final int FAULTS = Integer.getInteger("tenon.faults", 4);
  private static final int EPOCHS = 2;
  private static final long SEED = 43;
  private static final int WORKERS = 2;

  /** Into how many parts an undisturbed run is divided; a fault comes within each, on average. */
  private static final int PARTS = 5;

  @TempDir private static Path folder;

  private static int port;
  private static Path experiment;
  private static long whole;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void run_undisturbed() throws Exception {
    port = FreePort.choose();
    new FlinkCluster().start(cache(), WORKERS, 1024, port);
    Files.createDirectory(folder.resolve("work"));
    experiment = TinyRun.in(folder, EPOCHS).write(folder);
    ended(start("direct"));
    try (Advance advance = advance("undisturbed")) {
      Tenon tenon = start("undisturbed", onFlink());
      assertThat(advance.await(tenon.process(), Long.MAX_VALUE / 2)).isFalse();
      ended(tenon);
      whole = advance.reached();
    }
    assertSame("undisturbed");
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

  private static String jobs(String work) {
    return "tenon-" + work + "-";
  }

  private static String master() {
    return "127.0.0.1:" + port;
  }

  private static Advance advance(String work) throws IOException {
    return new Advance(master(), jobs(work), work(work));
  }

  private static Tenon start(String work, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--stacktrace", "run", experiment.toString(), "--device", "cpu"));
    arguments.addAll(List.of("--strategy", "local-sgd", "--workers", "2", "--local-steps", "6"));
    arguments.addAll(List.of("--rounds", "2", "--work-dir", work(work).toString()));
    arguments.addAll(List.of(more));
    return Tenon.start(folder, "", arguments);
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

  private static void assertSame(String work) throws IOException {
    RunFiles.assertSame(work(work), work("direct"));
  }

  /** No job of a run is left, and no two of them ran at once. */
  private static void assertOneAfterTheOther(String work) throws IOException {
    List<ClusterJob> jobs = ClusterJob.of(port, jobs(work));
    assertThat(jobs).isNotEmpty();
    assertThat(jobs).extracting(ClusterJob::state).isSubsetOf("FINISHED", "FAILED", "CANCELED");
    for (int i = 1; i < jobs.size(); i++) {
      assertThat(jobs.get(i - 1).end()).isLessThanOrEqualTo(jobs.get(i).start());
    }
  }

  /** Returns how much further a run may come until the next fault. */
  private long next() {
    return 1 + random.nextLong(2 * whole / PARTS);
  }

  @Test
  void a_run_outlives_its_workers() throws Exception {
    int faults = 0;
    for (int run = 1; faults < FAULTS; run++) {
      String work = "workers-" + run;
      Tenon tenon = start(work, onFlink());
      try (Advance advance = advance(work)) {
        while (faults < FAULTS && advance.await(tenon.process(), next())) {
          if (killBusyWorker()) {
            faults++;
            new FlinkCluster().start(cache(), WORKERS, 1024, port);
          }
        }
      }
      ended(tenon);
      assertSame(work);
      assertOneAfterTheOther(work);
    }
  }

  /** Kills one of the workers that have tasks of a job. */
  private boolean killBusyWorker() throws IOException {
    List<String> busy =
        Worker.of(master()).stream()
            .filter(worker -> worker.freeSlots() < worker.slots())
            .map(Worker::name)
            .sorted()
            .toList();
    if (busy.isEmpty()) {
      return false;
    }
    String chosen = busy.get(random.nextInt(busy.size()));
    ProcessHandle process =
        ClusterState.read(cache().resolve("flink")).orElseThrow().processes().stream()
            .filter(one -> one.name().equals(chosen))
            .flatMap(one -> one.handle().stream())
            .findFirst()
            .orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    return true;
  }

  @Test
  void a_run_outlives_its_launcher() throws Exception {
    int faults = 0;
    for (int run = 1; faults < FAULTS; run++) {
      String work = "launcher-" + run;
      Tenon tenon = start(work, onFlink());
      try (Advance advance = advance(work)) {
        while (faults < FAULTS && advance.await(tenon.process(), next())) {
          tenon.process().destroyForcibly().waitFor();
          faults++;
          boolean begun = Files.exists(work(work).resolve("experiment.json"));
          tenon = start(work, begun ? onFlink("--resume") : onFlink());
        }
      }
      ended(tenon);
      assertSame(work);
      assertOneAfterTheOther(work);
    }
  }

  private static boolean isRunning(String work) throws IOException {
    return ClusterJob.of(port, jobs(work)).stream().anyMatch(job -> job.state().equals("RUNNING"));
  }

  @Test
  void a_run_is_resumed_elsewhere_though_its_job_still_runs() throws Exception {
    String work = "elsewhere";
    Tenon killed = start(work, onFlink());
    try (Advance advance = advance(work)) {
      do {
        assertThat(advance.await(killed.process(), whole / PARTS)).isTrue();
      } while (!isRunning(work));
    }
    killed.process().destroyForcibly().waitFor();
    assertThat(work(work).resolve(".job")).exists();

    ended(start(work, "--resume"));

    assertSame(work);
    assertOneAfterTheOther(work);
  }
}
