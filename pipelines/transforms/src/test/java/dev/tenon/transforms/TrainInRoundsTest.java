package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.EarlyStopping;
import dev.tenon.plugins.schedules.ReduceOnPlateau;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training in pipelines, compared with the loop over workers in one process. */
class TrainInRoundsTest {
  @TempDir static Path folder;

  /** Of a size that neither a batch nor a number of workers divides, with some held out. */
  private static final Experiment EXPERIMENT =
      Toys.on(new Halves(37, Toys.SIDE), new Halves(40, Toys.SIDE))
          .withData(
              new Data(new Halves(37, Toys.SIDE), new Halves(40, Toys.SIDE))
                  .withValidationSplit(0.2))
          .withAugmentations(new RandomBrightness(0.2), new Stumbling())
          .withSchedule(new ReduceOnPlateau().withFactor(0.5).withPatience(1).withMinDelta(0.3))
          .withListeners(new BestCheckpoint(), new CsvHistory())
          .withEpochs(2);

  @BeforeAll
  static void ingest() {
    Blueprint blueprint = Direct.blueprint(EXPERIMENT, folder);
    Direct.run(
        1,
        pipeline ->
            pipeline.apply(Ingest.of(blueprint, new WorkDirectory(folder.resolve("ingested")))));
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Synchronous(2, 4),
        new Strategy.LocalSgd(2, 2),
        new Strategy.LocalSgd(3, 1, new Outer.Nesterov()));
  }

  private static WorkDirectory work(String name) {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(folder.resolve("ingested"))) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, copy.resolve(folder.resolve("ingested").relativize(file)));
      }
      return new WorkDirectory(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Blueprint blueprint(Strategy strategy) {
    return Direct.blueprint(EXPERIMENT.withStrategy(strategy), folder);
  }

  private static TrainInRounds training(Strategy strategy, WorkDirectory work) {
    return TrainInRounds.of(blueprint(strategy), work).withRounds(2).withPieces(64);
  }

  private static void launch(Consumer<Pipeline> steps) {
    Direct.run(3, steps);
  }

  /** Trains in a loop over the workers, without Beam. */
  private static WorkDirectory looped(Strategy strategy, String name) {
    WorkDirectory work = work(name);
    Train.trainer(blueprint(strategy), work)
        .fit(RecordFiles.open(work, DataSplit.TRAINING), Optional.empty());
    return work;
  }

  /** Jobs of another length cannot be told from what they end with. */
  private static void assertSame(WorkDirectory one, WorkDirectory other) {
    for (String file :
        List.of(
            "history.csv",
            "checkpoints/final.json",
            "checkpoints/final-0002.safetensors",
            "checkpoints/epoch-0001.safetensors",
            "checkpoints/best.json")) {
      assertThat(Path.of(one.path()).resolve(file))
          .hasSameBinaryContentAs(Path.of(other.path()).resolve(file));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void pipelines_end_with_the_bits_of_a_plain_loop(Strategy strategy) {
    WorkDirectory beam = work("beam" + strategy.hashCode());
    training(strategy, beam).run(TrainInRoundsTest::launch);

    assertSame(beam, looped(strategy, "looped" + strategy.hashCode()));
    assertThat(Path.of(beam.checkpoints().path())).isDirectoryNotContaining("glob:**round-*");
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void neither_the_pieces_nor_the_rounds_a_pipeline_nor_the_parallelism_change_a_bit(
      Strategy strategy) {
    WorkDirectory fine = work("fine" + strategy.hashCode());
    TrainInRounds.of(blueprint(strategy), fine)
        .withRounds(1)
        .withPieces(13)
        .run(steps -> Direct.run(1, steps));
    WorkDirectory coarse = work("coarse" + strategy.hashCode());
    TrainInRounds.of(blueprint(strategy), coarse).run(steps -> Direct.run(4, steps));

    assertSame(fine, coarse);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_step_that_fails_within_a_pipeline_and_is_taken_again_changes_nothing(Strategy strategy) {
    WorkDirectory undisturbed = looped(strategy, "undisturbed" + strategy.hashCode());
    for (int images : List.of(3, 42)) {
      WorkDirectory disturbed = work("disturbed" + images + strategy.hashCode());
      int[] failed = {0};
      Stumbling.after(images);
      training(strategy, disturbed)
          .run(
              steps -> {
                try {
                  launch(steps);
                } catch (PipelineExecutionException e) {
                  assertThat(e).hasStackTraceContaining("stumbled");
                  failed[0]++;
                  launch(steps);
                }
              });
      assertThat(failed[0]).isEqualTo(1);
      assertSame(disturbed, undisturbed);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_training_that_died_between_pipelines_goes_on_to_the_same_bits(Strategy strategy) {
    WorkDirectory whole = looped(strategy, "whole" + strategy.hashCode());
    for (boolean afterwards : new boolean[] {false, true}) {
      WorkDirectory died = work("died" + afterwards + strategy.hashCode());
      int[] count = {0};
      assertThatThrownBy(
              () ->
                  training(strategy, died)
                      .withRounds(1)
                      .run(
                          steps -> {
                            boolean fatal = ++count[0] == 2;
                            if (!fatal || afterwards) {
                              launch(steps);
                            }
                            if (fatal) {
                              throw new IllegalStateException("died");
                            }
                          }))
          .hasMessage("died");
      // What has run runs again, as when a runner has lost sight of it.
      training(strategy, died)
          .run(
              steps -> {
                launch(steps);
                launch(steps);
              });
      assertSame(died, whole);
    }
  }

  /** The formulas of docs/strategies.md, for an epoch of two rounds in one pipeline. */
  @Test
  void what_is_shuffled_is_what_the_cost_model_says() {
    int workers = 2;
    Strategy strategy = new Strategy.LocalSgd(workers, 1, new Outer.Nesterov());
    WorkDirectory work = work("counted");
    Blueprint blueprint = Direct.blueprint(EXPERIMENT.withEpochs(1).withStrategy(strategy), folder);
    long[] shuffled = {0};
    TrainInRounds.of(blueprint, work)
        .run(
            steps -> {
              Pipeline pipeline = Pipeline.create();
              steps.accept(pipeline);
              PipelineResult result = pipeline.run();
              result.waitUntilFinish();
              for (MetricResult<Long> count : result.metrics().allMetrics().getCounters()) {
                if (count.getName().getName().equals("bytes shuffled")) {
                  shuffled[0] += count.getAttempted();
                }
              }
            });

    // 4 filters of 3x3 with biases, gain and shift, and a dense layer of 4x4x4 to 3; as floats.
    long parameters = 4L * (4 * 9 + 4 + 4 + 4 + 64 * 3 + 3);
    long statistics = 4L * (4 + 4);
    long slots = 2 * parameters;
    long round =
        workers * (parameters + statistics + slots)
            + workers * (parameters + statistics)
            + 2 * parameters;
    long end = parameters + statistics + workers * slots + parameters;
    assertThat(shuffled[0]).isEqualTo(2 * round + end);
  }

  @Test
  void early_stopping_ends_training_between_pipelines() {
    Experiment stopping =
        EXPERIMENT
            .withEpochs(50)
            .withListeners(new EarlyStopping("val_loss", 1, 10, true))
            .withStrategy(new Strategy.LocalSgd(2, 2));
    Blueprint blueprint = Direct.blueprint(stopping, folder);
    WorkDirectory work = work("stopping");
    var trained = TrainInRounds.of(blueprint, work).run(TrainInRoundsTest::launch);

    assertThat(trained.history().epochs()).hasSize(2);
    assertThat(work.checkpoints().file("final.json").exists()).isTrue();
  }

  @Test
  void what_was_trained_in_rounds_is_exported_and_evaluated_as_ever() throws IOException {
    Strategy strategy = new Strategy.LocalSgd(2, 2, new Outer.Nesterov());
    Blueprint blueprint = blueprint(strategy);
    WorkDirectory work = work("exported");
    training(strategy, work).run(TrainInRoundsTest::launch);
    Direct.run(
        1,
        pipeline ->
            pipeline
                .apply(Create.of(work.path()))
                .apply(Export.of(blueprint))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Evaluate.of(blueprint, work)));

    assertThat(work.evaluation().text()).contains("\"examples\"");
    assertThat(work.model().file("model.onnx").exists()).isTrue();
  }

  @Test
  void more_workers_than_records_and_other_strategies_are_refused_before_any_pipeline() {
    WorkDirectory work = looped(new Strategy.LocalSgd(2, 2), "refusing");
    Consumer<Consumer<Pipeline>> never =
        steps -> {
          throw new AssertionError("a pipeline was launched");
        };
    assertThatThrownBy(() -> training(new Strategy.LocalSgd(2, 3), work).run(never))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("were trained by another strategy, local-sgd with 2 workers");
    assertThatThrownBy(() -> training(new Strategy.LocalSgd(400, 3), work("many")).run(never))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("400 workers need a training record each");
    assertThatThrownBy(() -> training(new Strategy.Local(), work("none")).run(never))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
