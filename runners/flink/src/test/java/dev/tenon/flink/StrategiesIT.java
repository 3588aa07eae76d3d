package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command's runs by several workers, and what it does with their models, on a cluster. */
@Timeout(900)
@ExtendWith(TwoWorkers.Started.class)
class StrategiesIT {
  private static final List<String> SYNCHRONOUS =
      List.of("--strategy=synchronous", "--workers=2", "--batch=300", "--rounds=2");
  private static final List<String> LOCAL_SGD =
      List.of("--strategy=local-sgd", "--workers=2", "--local-steps=3", "--batch=50", "--rounds=1");

  @TempDir private Path folder;

  private final TwoWorkers cluster;

  StrategiesIT(TwoWorkers cluster) {
    this.cluster = cluster;
  }

  private Path work(String name) throws IOException {
    return Files.createDirectories(folder.resolve("work")).resolve(name);
  }

  private List<String> onFlink(String... beam) {
    List<String> all = new ArrayList<>(List.of("--runner=flink", "--", cluster.option()));
    all.addAll(List.of(beam));
    return all;
  }

  private Tenon run(Path experiment, String work, List<String> strategy, List<String> more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", experiment.toString()));
    arguments.addAll(List.of("--device=cpu", "--work-dir=" + work(work)));
    arguments.addAll(strategy);
    arguments.addAll(more);
    return Tenon.start(folder, "", arguments);
  }

  private static void ended(Tenon tenon) throws IOException, InterruptedException {
    int code = tenon.end();
    assertThat(tenon.mistakes()).isEmpty();
    assertThat(code).isZero();
  }

  private void assertSame(String one, String other) throws IOException {
    List<Path> names = new ArrayList<>();
    for (String part : List.of("checkpoints", "model", "")) {
      try (Stream<Path> found = Files.list(work(other).resolve(part))) {
        found.filter(Files::isRegularFile).map(work(other)::relativize).forEach(names::add);
      }
    }
    assertThat(names).hasSizeGreaterThan(12);
    for (Path name : names) {
      assertThat(work(one).resolve(name)).hasSameBinaryContentAs(work(other).resolve(name));
    }
  }

  @Test
  void a_synchronous_run_and_the_judgement_of_its_model_are_those_of_one_process()
      throws Exception {
    Path experiment = TinyRun.in(folder, 2).write(folder);
    Tenon direct = run(experiment, "direct", SYNCHRONOUS, List.of());
    Tenon tenon = run(experiment, "cluster", SYNCHRONOUS, onFlink());

    ended(direct);
    ended(tenon);

    assertSame("cluster", "direct");
    assertThat(tenon.epochs()).hasSize(2).isEqualTo(direct.epochs());

    List<String> judge = new ArrayList<>(List.of("evaluate", "--device=cpu"));
    judge.add("--model=" + work("direct").resolve("model/model.onnx"));
    Tenon here = Tenon.start(folder, "", judge);
    Path shared = Files.createDirectory(folder.resolve("shared"));
    judge.addAll(onFlink("--tempLocation=" + shared));
    Tenon there = Tenon.start(folder, "", judge);
    ended(here);
    ended(there);
    assertThat(there.output()).content().contains("Test: loss: ");
    assertThat(there.output()).hasSameTextualContentAs(here.output());
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void a_run_of_local_sgd_goes_on_within_an_epoch_when_its_launcher_was_killed() throws Exception {
    Path experiment = TinyRun.in(folder, 2).write(folder);
    Tenon whole = run(experiment, "whole", LOCAL_SGD, List.of());
    Tenon killed = run(experiment, "killed", LOCAL_SGD, onFlink());
    awaitLine(killed, "Epoch 1: 3/9 ");
    killed.process().destroyForcibly().waitFor();
    assertThat(work("killed").resolve("checkpoints/final.json")).doesNotExist();

    List<String> resuming = new ArrayList<>(List.of("--resume"));
    resuming.addAll(onFlink());
    Tenon resumed = run(experiment, "killed", LOCAL_SGD, resuming);

    ended(resumed);
    ended(whole);
    assertThat(resumed.output()).content().containsPattern("Going on after (step|epoch) \\d of ");
    assertSame("killed", "whole");
  }

  /** Waits until a command has printed something, or has ended. */
  private void awaitLine(Tenon tenon, String text) throws IOException, InterruptedException {
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
      while (tenon.process().isAlive() && !Files.readString(tenon.output()).contains(text)) {
        watch.poll(1, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void a_folder_that_other_machines_reach_is_asked_for() throws Exception {
    Path experiment = TinyRun.in(folder, 1).write(folder);
    ended(run(experiment, "judged", List.of("--limit=40"), List.of()));

    Tenon tenon =
        Tenon.start(
            folder,
            "",
            List.of(
                "evaluate",
                "--device=cpu",
                "--model=" + work("judged").resolve("model/model.onnx"),
                "--runner=flink",
                "--",
                // An address that documents use and no machine has.
                "--flinkMaster=192.0.2.1:8081"));

    assertThat(tenon.end()).isEqualTo(2);
    assertThat(tenon.mistakes())
        .singleElement()
        .asString()
        .contains("runner flink", "machines", "-- --tempLocation=DIR");
  }
}
