package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.listeners.JsonLinesHistory;
import dev.tenon.plugins.listeners.PeriodicCheckpoint;
import dev.tenon.plugins.listeners.TensorBoard;
import dev.tenon.plugins.listeners.TimeLimit;
import dev.tenon.spi.Event;
import dev.tenon.spi.Listener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners that ship, in runs by each strategy. */
class ListenedTrainingTest {
  private static final Backend BACKEND = new OnnxRuntimeBackend();

  /** So short that each epoch is the last before it is passed. */
  private static final TimeLimit NO_TIME = TimeLimit.of(Duration.ofNanos(1));

  @TempDir Path folder;
  private final Lines console = new Lines();
  private final Dataset training = Toys.data(45, 1);
  private final Optional<Dataset> validation = Optional.of(Toys.data(20, 2));

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Local(), new Strategy.Synchronous(2), new Strategy.LocalSgd(2, 2));
  }

  private Trainer trainer(String run, Strategy strategy, Listener... listeners) {
    Experiment experiment = Toys.stateful().withEpochs(4).withStrategy(strategy);
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment.withListeners(listeners), "e", BACKEND, work, console);
  }

  private Trained fit(String run, Strategy strategy, Listener... listeners) {
    return trainer(run, strategy, listeners).fit(training, validation);
  }

  private Set<String> files(String path) throws IOException {
    Path start = folder.resolve(path);
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> start.relativize(file).toString().replace(File.separatorChar, '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_run_that_a_time_limit_ends_goes_on_to_the_same_bits(Strategy strategy) throws IOException {
    Trained whole = fit("whole", strategy);
    for (int epochs = 1; epochs <= 4; epochs++) {
      Trained part = fit("limited", strategy, NO_TIME);
      assertThat(part.history().epochs()).isEqualTo(whole.history().epochs().subList(0, epochs));
    }
    Trained last = trainer("limited", strategy).trained();
    assertThat(Toys.bits(last.values())).isEqualTo(Toys.bits(whole.values()));
    assertThat(Files.readAllLines(folder.resolve("limited/time-limit.csv")))
        .extracting(line -> line.split(",")[0])
        .containsExactly("epoch", "1", "2", "3");
    assertThat(console.printed()).anyMatch(line -> line.contains("would pass the time limit"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void the_last_checkpoints_are_kept_and_no_file_of_earlier_ones(Strategy strategy)
      throws IOException {
    PeriodicCheckpoint lastTwo = new PeriodicCheckpoint(1).withKeep(2);
    fit("run", strategy, lastTwo);
    assertThat(files("run/checkpoints"))
        .filteredOn(file -> file.startsWith("every-"))
        .containsExactly(
            "every-1-0003-0003.safetensors",
            "every-1-0003.json",
            "every-1-0004-0004.safetensors",
            "every-1-0004.json");
    Trainer trainer = trainer("run", strategy);
    assertThat(trainer.trained("every-1-0003").history().epochs()).hasSize(3);
    assertThat(Toys.bits(trainer.trained("every-1-0003").values()))
        .isEqualTo(Toys.bits(trainer.trained("epoch-0003").values()));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_run_that_died_leaves_the_files_of_one_that_did_not(Strategy strategy) throws IOException {
    Listener[] listeners = {new TensorBoard(1, 2), new JsonLinesHistory()};
    fit("whole", strategy, listeners);
    Listener fatal =
        event -> {
          if (event instanceof Event.StepEnded step && step.epoch() == 3 && step.step() == 3) {
            throw new IllegalStateException("the machine is gone");
          }
        };
    assertThatThrownBy(() -> fit("died", strategy, listeners[0], listeners[1], fatal))
        .hasMessageContaining("the machine is gone");
    fit("died", strategy, listeners);

    Set<String> whole = files("whole/tensorboard");
    // Two for each of 4 epochs, and one for every second of 3 or 6 steps.
    assertThat(whole).hasSize(8 + (strategy instanceof Strategy.LocalSgd ? 6 : 12));
    if (strategy instanceof Strategy.Local) {
      assertThat(files("died/tensorboard")).isEqualTo(whole);
    } else {
      // Steps of a job that had ended before are not told of again.
      assertThat(whole).containsAll(files("died/tensorboard"));
      assertThat(files("died/tensorboard"))
          .containsAll(whole.stream().filter(file -> file.endsWith("epoch")).toList());
    }
    assertThat(folder.resolve("died/history.jsonl"))
        .hasSameTextualContentAs(folder.resolve("whole/history.jsonl"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_listener_is_given_the_models_values_and_not_the_optimizers(Strategy strategy) {
    List<Set<String>> paths = new ArrayList<>();
    List<Map<String, List<Integer>>> last = new ArrayList<>();
    Trained trained =
        fit(
            "run",
            strategy,
            event -> {
              paths.add(event.training().values().keySet());
              if (event instanceof Event.Ended) {
                last.add(Toys.bits(event.training().values()));
              }
            });
    assertThat(Toys.bits(trained.values())).containsAllEntriesOf(last.get(0));
    assertThat(trained.values().keySet()).anyMatch(path -> path.contains("adam"));
    assertThat(paths)
        .allSatisfy(
            path ->
                assertThat(path)
                    .containsExactlyInAnyOrder(
                        "conv2d/kernel",
                        "conv2d/bias",
                        "batch_normalization/gamma",
                        "batch_normalization/beta",
                        "batch_normalization/moving_mean",
                        "batch_normalization/moving_variance",
                        "dense/kernel",
                        "dense/bias"));
  }

  @Test
  void time_passes_from_event_to_event() {
    List<Duration> elapsed = new ArrayList<>();
    Instant before = Instant.now();
    List<Instant> times = new ArrayList<>();
    fit(
        "run",
        new Strategy.Local(),
        event -> {
          elapsed.add(event.training().elapsed());
          times.add(event.training().now());
        });
    assertThat(elapsed).isSorted().allMatch(time -> !time.isNegative());
    assertThat(times).allMatch(time -> !time.isBefore(before));
  }

  @Test
  void forgetting_what_was_never_kept_does_nothing_and_epochs_cannot_be_forgotten() {
    fit("run", new Strategy.Local(), event -> event.training().forget("never"));
    assertThatThrownBy(
            () ->
                fit("other", new Strategy.Local(), event -> event.training().forget("epoch-0001")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epoch-0001");
  }
}
