package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.EarlyStopping;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.spi.Event;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in rounds, as a plain loop. */
class RoundsTest {
  private static final Backend BACKEND = new OnnxRuntimeBackend();

  @TempDir Path folder;
  private final Lines console = new Lines();

  /** Of a size that neither a batch nor a number of workers divides. */
  private final Dataset training = Toys.data(45, 1);

  private final Optional<Dataset> validation = Optional.of(Toys.data(20, 2));

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  private Trainer trainer(Experiment experiment, String run) {
    String fingerprint = experiment.strategy().summary();
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment, fingerprint, BACKEND, work, console);
  }

  private Trained fit(Experiment experiment, String run) {
    return trainer(experiment, run).fit(training, validation);
  }

  /** Trains by jobs of some rounds each. */
  private Trained fit(Experiment experiment, String run, int roundsPerJob) {
    Trainer trainer = trainer(experiment, run);
    try (Rounds rounds = Rounds.of(experiment, BACKEND, () -> training, 2)) {
      LoopedJobs jobs =
          new LoopedJobs(trainer.workDirectory(), experiment, rounds, roundsPerJob, console);
      return trainer.fit(training, validation, jobs);
    }
  }

  /** A model on which nothing depends on the batch or on chance, deep enough to be interesting. */
  private static Experiment smooth(Optimizer optimizer) {
    return Toys.plain()
        .withModel(
            new Model(
                new Input(Toys.SIDE, Toys.SIDE, 1),
                new Conv2D(4, 3, new Relu()),
                new Flatten(),
                new Dense(3, new Softmax())))
        .withOptimizer(optimizer);
  }

  private static void assertSame(Trained one, Trained other) {
    assertThat(one.history()).isEqualTo(other.history());
    assertThat(Toys.bits(one.values())).isEqualTo(Toys.bits(other.values()));
  }

  @Test
  void any_number_of_workers_gives_the_same_bits_for_the_same_slices() {
    Experiment experiment = Toys.stateful().withEpochs(3);
    Trained one = fit(experiment.withStrategy(new Strategy.Synchronous(1, 4)), "one");

    assertSame(fit(experiment.withStrategy(new Strategy.Synchronous(2, 4)), "two"), one);
    assertSame(fit(experiment.withStrategy(new Strategy.Synchronous(4, 4)), "four"), one);
    assertThat(Toys.bits(fit(experiment, "local").values())).isNotEqualTo(Toys.bits(one.values()));
  }

  @Test
  void one_slice_is_training_by_one_process() {
    Experiment experiment = Toys.stateful().withEpochs(3);
    assertSame(
        fit(experiment.withStrategy(new Strategy.Synchronous(1)), "slice"),
        fit(experiment, "local"));
  }

  @Test
  void slices_differ_from_one_process_by_the_order_of_addition_alone() {
    for (Optimizer optimizer : List.of(new Sgd(0.1, 0.9), new Adam(0.01))) {
      Experiment experiment = smooth(optimizer).withEpochs(2);
      Trained local = fit(experiment, "local" + optimizer.hashCode());
      Trained sliced =
          fit(
              experiment.withStrategy(new Strategy.Synchronous(2, 4)),
              "sliced" + optimizer.hashCode());

      assertThat(sliced.values()).containsOnlyKeys(local.values().keySet());
      local
          .values()
          .forEach((path, value) -> assertClose(path, sliced.values().get(path), value, 1e-6));
    }
  }

  /** Relative to the largest element, as rounding errors of sums are. */
  private static void assertClose(String path, NDArray actual, NDArray expected, double error) {
    float[] values = expected.toFloats();
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < values.length; i++) {
      assertThat((double) actual.floats().get(i))
          .as(path)
          .isCloseTo(values[i], within(error * largest));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void one_worker_that_averages_with_nobody_is_training_by_one_process(int localSteps) {
    Experiment experiment = Toys.stateful().withEpochs(3);
    Trained local = fit(experiment, "local");
    Trained rounds = fit(experiment.withStrategy(new Strategy.LocalSgd(1, localSteps)), "rounds");

    Map<String, NDArray> values = new LinkedHashMap<>();
    rounds.values().forEach((name, value) -> values.put(name.replace(":worker-0", ""), value));
    assertThat(rounds.history()).isEqualTo(local.history());
    assertThat(values.keySet()).containsExactlyElementsOf(local.values().keySet());
    assertThat(Toys.bits(values)).isEqualTo(Toys.bits(local.values()));
  }

  @Test
  void workers_who_average_after_each_step_follow_the_gradient_of_all_their_records() {
    // By gradient descent, the average of steps on halves is the step on the whole.
    Experiment experiment = smooth(new Sgd(0.1)).withBatch(10).withEpochs(2);
    Dataset even = training.limit(40);
    Trained rounds =
        trainer(experiment.withBatch(5).withStrategy(new Strategy.LocalSgd(2, 1)), "rounds")
            .fit(even, validation);
    Trained whole = trainer(experiment, "whole").fit(even, validation);

    whole
        .values()
        .forEach((path, value) -> assertClose(path, rounds.values().get(path), value, 1e-6));
  }

  @Test
  void a_run_cut_into_jobs_of_any_length_has_the_same_bits() {
    for (Strategy strategy : strategies()) {
      Experiment experiment = Toys.stateful().withEpochs(2).withStrategy(strategy);
      Trained whole = fit(experiment, "whole " + strategy.summary());
      for (int roundsPerJob : List.of(1, 2)) {
        assertSame(fit(experiment, roundsPerJob + " " + strategy.summary(), roundsPerJob), whole);
      }
    }
  }

  private static List<Strategy> strategies() {
    return List.of(
        new Strategy.Synchronous(2, 4),
        new Strategy.LocalSgd(2, 2),
        new Strategy.LocalSgd(3, 1, new Outer.Nesterov()));
  }

  @Test
  void a_run_that_died_between_jobs_or_in_one_ends_with_the_bits_of_one_that_did_not()
      throws IOException {
    for (Strategy strategy : strategies()) {
      Experiment experiment =
          Toys.stateful()
              .withEpochs(2)
              .withStrategy(strategy)
              .withListeners(new CsvHistory(), new BestCheckpoint());
      String whole = "whole" + strategy.hashCode();
      Trained expected = fit(experiment, whole, 1);
      for (int fatal = 1; fatal <= 4; fatal += 3) {
        String run = "died" + strategy.hashCode() + "-" + fatal;
        die(experiment, run, fatal);
        assertSame(fit(experiment, run, 1), expected);
        for (String file : List.of("history.csv", "checkpoints/final.json")) {
          assertThat(folder.resolve(run).resolve(file))
              .hasSameBinaryContentAs(folder.resolve(whole).resolve(file));
        }
      }
      assertThat(console.printed()).anyMatch(line -> line.startsWith("Going on after step "));
    }
  }

  private void die(Experiment experiment, String run, int fatal) {
    Trainer trainer = trainer(experiment, run);
    try (Rounds rounds = Rounds.of(experiment, BACKEND, () -> training, 2)) {
      LoopedJobs jobs = new LoopedJobs(trainer.workDirectory(), experiment, rounds, 1, console);
      int[] count = {0};
      assertThatThrownBy(
              () ->
                  trainer.fit(
                      training,
                      validation,
                      new RoundJobs() {
                        @Override
                        public int roundsPerJob() {
                          return 1;
                        }

                        @Override
                        public void run(RoundJob job) {
                          if (++count[0] == fatal) {
                            throw new IllegalStateException("died");
                          }
                          jobs.run(job);
                        }
                      }))
          .hasMessage("died");
    }
  }

  @Test
  void a_damaged_checkpoint_on_the_way_costs_its_rounds_but_no_bit() throws IOException {
    Experiment experiment = Toys.stateful().withEpochs(2).withStrategy(new Strategy.Synchronous(2));
    Trained whole = fit(experiment, "whole");
    die(experiment, "damaged", 4);
    Path tensors = folder.resolve("damaged/checkpoints/round-0001-00000003.safetensors");
    Files.write(tensors, new byte[100]);

    assertSame(fit(experiment, "damaged", 1), whole);
    assertThat(console.printed())
        .anyMatch(line -> line.contains("round-0001-00000003.json is damaged"))
        .contains("Going on after step 2 of 6 in epoch 1.");
  }

  @Test
  void a_job_that_runs_twice_writes_the_same_bytes() throws IOException {
    Experiment experiment =
        Toys.stateful().withStrategy(new Strategy.LocalSgd(2, 2, new Outer.Nesterov()));
    Trainer trainer = trainer(experiment, "twice");
    Path checkpoints = folder.resolve("twice/checkpoints");
    try (Rounds rounds = Rounds.of(experiment, BACKEND, () -> training, 2)) {
      LoopedJobs jobs = new LoopedJobs(trainer.workDirectory(), experiment, rounds, 1, console);
      Round round = new Round(1, 0, 0, 3, 32, List.of(0.02, 0.02));
      RoundJob job = new RoundJob(new Fingerprint("e", "s", "d"), "", List.of(round));
      jobs.run(job);
      byte[] tensors = Files.readAllBytes(checkpoints.resolve(job.to() + ".safetensors"));
      byte[] manifest = Files.readAllBytes(checkpoints.resolve(job.to() + ".json"));
      jobs.run(job);
      assertThat(checkpoints.resolve(job.to() + ".safetensors")).hasBinaryContent(tensors);
      assertThat(checkpoints.resolve(job.to() + ".json")).hasBinaryContent(manifest);
    }
  }

  @Test
  void only_the_last_two_checkpoints_on_the_way_are_kept_and_none_after_the_epoch()
      throws IOException {
    List<Integer> seen = new ArrayList<>();
    Experiment experiment =
        Toys.plain()
            .withEpochs(2)
            .withStrategy(new Strategy.Synchronous(2))
            .withListeners(event -> count(event, seen));
    fit(experiment, "kept", 1);

    assertThat(seen).containsExactly(1, 2, 3, 3, 3, 3, 1, 2, 3, 3, 3, 3);
    assertThat(folder.resolve("kept/checkpoints"))
        .isDirectoryNotContaining("glob:**round-*")
        .isDirectoryContaining("glob:**epoch-0002.json")
        .isDirectoryContaining("glob:**final.json");
  }

  /** An event comes before the checkpoints that are no longer needed go. */
  private void count(Event event, List<Integer> seen) {
    if (event instanceof Event.StepEnded) {
      String[] files = folder.resolve("kept/checkpoints").toFile().list();
      seen.add((int) List.of(files).stream().filter(f -> f.matches("round-.*\\.json")).count());
    }
  }

  @Test
  void events_schedules_and_early_stopping_are_as_in_one_process() {
    List<String> events = new ArrayList<>();
    Experiment experiment =
        Toys.plain()
            .withEpochs(50)
            .withSchedule(progress -> 0.5 / (1 + progress.step()))
            .withListeners(
                new EarlyStopping("val_loss", 2, 0.05, true),
                event -> {
                  if (event instanceof Event.StepEnded step) {
                    events.add(
                        step.epoch() + " " + step.step() + "/" + step.steps() + step.values());
                  }
                });
    Trained local = fit(experiment, "local");
    List<String> expected = List.copyOf(events);
    events.clear();
    Trained rounds = fit(experiment.withStrategy(new Strategy.LocalSgd(1, 2)), "rounds", 2);

    assertThat(rounds.history().epochs()).hasSizeBetween(3, 49);
    assertSame(rounds, local);
    assertThat(events).isEqualTo(expected);
  }

  @Test
  void the_loss_and_the_metrics_are_those_of_all_examples() {
    // At rate 0 nothing changes, so the mean over steps and workers is the mean over examples.
    Experiment still = Toys.plain().withSchedule(progress -> 0).withBatch(8);
    for (Strategy strategy : strategies()) {
      var epoch =
          trainer(still.withStrategy(strategy), "still" + strategy.hashCode())
              .fit(training, Optional.of(training))
              .history()
              .epochs()
              .get(0);
      assertThat(epoch.value("loss")).isCloseTo(epoch.value("val_loss"), within(1e-6));
      assertThat(epoch.value("accuracy")).isEqualTo(epoch.value("val_accuracy"));
    }
  }

  @Test
  void more_workers_than_records_are_refused() {
    assertThatThrownBy(() -> fit(Toys.plain().withStrategy(new Strategy.LocalSgd(46, 1)), "many"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "46 workers need a training record each, and there are 45; use fewer workers or more records");
    fit(Toys.plain().withStrategy(new Strategy.LocalSgd(45, 1)), "as many");
  }

  @Test
  void checkpoints_of_another_strategy_are_refused_by_its_name() {
    fit(Toys.plain(), "run");
    assertThatThrownBy(() -> fit(Toys.plain().withStrategy(new Strategy.LocalSgd(2, 5)), "run"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "were trained by another strategy, local instead of local-sgd with 2 workers, 5 local steps and averaging");
  }

  @Test
  void a_diverging_worker_ends_training_with_a_rate_to_try() {
    Experiment wild = smooth(new Sgd(1e38)).withEpochs(2).withStrategy(new Strategy.LocalSgd(2, 2));
    assertThatThrownBy(() -> fit(wild, "wild"))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "the loss became .* in epoch 1, step [23] of 3; the learning rate of 1.0E38 is probably too high, .*");
    assertThat(folder.resolve("wild/checkpoints")).doesNotExist();
  }

  @Test
  void a_local_strategy_has_no_rounds() {
    assertThatThrownBy(() -> fit(Toys.plain(), "local", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
