package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.EarlyStopping;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Event;
import dev.tenon.spi.Listener;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatabilityTest {
  private static final int EPOCHS = 4;

  @TempDir Path folder;
  private final Lines console = new Lines();
  private final Dataset training = Toys.data(29, 1);
  private final Optional<Dataset> validation = Optional.of(Toys.data(11, 2));

  private Trainer trainer(Experiment experiment, Backend backend, String run) {
    return new Trainer(experiment, "e", backend, new WorkDirectory(folder.resolve(run)), console);
  }

  private Trained fit(Experiment experiment, Backend backend, String run) throws IOException {
    Files.createDirectories(folder.resolve(run));
    return trainer(experiment, backend, run).fit(training, validation);
  }

  private static void assertSame(Trained actual, Trained expected) {
    assertThat(actual.history()).isEqualTo(expected.history());
    assertThat(Toys.bits(actual.values())).isEqualTo(Toys.bits(expected.values()));
  }

  @Test
  void the_number_of_loader_threads_changes_no_bit() throws IOException {
    try (Backend backend = new OnnxRuntimeBackend()) {
      Experiment experiment = Toys.stateful().withEpochs(EPOCHS);
      Trained one = fit(experiment, backend, "one");
      assertThat(one.history().epochs()).hasSize(EPOCHS);
      for (int threads : new int[] {1, 2, 4}) {
        assertSame(
            trainer(experiment, backend, "threads" + threads)
                .withLoaderThreads(threads)
                .fit(training, validation),
            one);
      }
    }
  }

  @Test
  void what_a_run_ended_with_can_be_had_again_until_it_goes_on() throws IOException {
    try (Backend backend = new ReferenceBackend()) {
      Experiment experiment = Toys.plain().withEpochs(2);
      Trained ended = fit(experiment, backend, "run");
      assertSame(trainer(experiment, backend, "run").trained(), ended);
      Trainer other =
          new Trainer(
              experiment, "other", backend, new WorkDirectory(folder.resolve("run")), console);
      assertThatThrownBy(other::trained)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("by another experiment");
      Trainer longer =
          trainer(
              experiment
                  .withEpochs(4)
                  .withListeners(
                      event -> {
                        if (event instanceof Event.EpochEnded) {
                          throw new IllegalStateException("interrupted");
                        }
                      }),
              backend,
              "run");
      assertThatThrownBy(() -> longer.fit(training, validation))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(longer::trained)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("has not ended; go on with it first");
    }
  }

  @Test
  void every_checkpoint_can_be_had_by_its_name() throws IOException {
    try (Backend backend = new ReferenceBackend()) {
      Experiment experiment = Toys.plain().withEpochs(2);
      Trained ended = fit(experiment, backend, "run");
      Trainer trainer = trainer(experiment, backend, "run");
      assertSame(trainer.trained("latest"), ended);
      assertSame(trainer.trained("final"), ended);
      assertSame(trainer.trained("epoch-0001"), fit(experiment.withEpochs(1), backend, "shorter"));
      assertThatThrownBy(() -> trainer.trained("best"))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll(
              "no checkpoint 'best'", "there are epoch-0001, epoch-0002, final");
    }
  }

  /** Four steps an epoch, the last of 5 images, in groups of three: neither divides the other. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16})
  void steps_taken_together_change_no_bit_and_no_event(int together) throws IOException {
    List<String> single = new ArrayList<>();
    List<String> grouped = new ArrayList<>();
    Experiment experiment = Toys.stateful().withEpochs(EPOCHS);
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withThreads(1).withSpinning(false);
    try (Backend one = new OnnxRuntimeBackend(options);
        Backend several = new OnnxRuntimeBackend(options.withStepsPerRun(together))) {
      Listener[] listeners = {new CsvHistory(), event -> single.add(told(event))};
      Trained whole = fit(experiment.withListeners(listeners), one, "one");
      listeners[1] = event -> grouped.add(told(event));
      assertSame(fit(experiment.withListeners(listeners), several, "several"), whole);
      assertThat(grouped).isEqualTo(single).hasSize(2 + EPOCHS * 5);
      for (String file :
          List.of(
              "history.csv", "checkpoints/epoch-0004.json", "checkpoints/epoch-0004.safetensors")) {
        assertThat(folder.resolve("several").resolve(file))
            .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
      }
      fit(Toys.stateful().withEpochs(2), several, "resumed");
      assertSame(fit(Toys.stateful().withEpochs(EPOCHS), several, "resumed"), whole);
    }
  }

  /** What an event says, but for the time. */
  private static String told(Event event) {
    if (event instanceof Event.StepEnded step) {
      return step.epoch() + " " + step.step() + " of " + step.steps() + " " + step.values();
    }
    return event instanceof Event.EpochEnded epoch
        ? epoch.history().toString()
        : event.getClass().getSimpleName();
  }

  @Test
  void another_seed_changes_the_parameters() throws IOException {
    try (Backend backend = new OnnxRuntimeBackend()) {
      Trained one = fit(Toys.stateful(), backend, "one");
      Trained other = fit(Toys.stateful().withSeed(8), backend, "other");
      assertThat(Toys.bits(one.values())).isNotEqualTo(Toys.bits(other.values()));
    }
  }

  @Test
  void a_run_stopped_after_any_epoch_and_resumed_ends_with_the_bits_of_one_that_was_not()
      throws IOException {
    for (Backend backend : List.of(new OnnxRuntimeBackend(), new ReferenceBackend())) {
      try (backend) {
        String name = backend.getClass().getSimpleName();
        Experiment experiment =
            Toys.stateful().withListeners(new CsvHistory(), new BestCheckpoint());
        Trained whole = fit(experiment.withEpochs(EPOCHS), backend, name);
        assertThat(whole.history().values("learning_rate"))
            .as("the plateau is met, or resuming it is not tested")
            .contains(0.02, 0.01);
        for (int stop = 1; stop <= EPOCHS; stop++) {
          String run = name + stop;
          fit(experiment.withEpochs(stop), backend, run);
          assertSame(fit(experiment.withEpochs(EPOCHS), backend, run), whole);
          for (String file :
              List.of(
                  "history.csv",
                  "checkpoints/epoch-0004.json",
                  "checkpoints/epoch-0004.safetensors",
                  "checkpoints/best.json")) {
            assertThat(folder.resolve(run).resolve(file))
                .hasSameBinaryContentAs(folder.resolve(name).resolve(file));
          }
        }
      }
    }
  }

  /** A run that dies within an epoch, or while its end is told, repeats that epoch. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_run_that_died_on_the_way_ends_with_the_bits_of_one_that_did_not(boolean atTheEnd)
      throws IOException {
    try (Backend backend = new OnnxRuntimeBackend()) {
      Experiment experiment =
          Toys.stateful().withEpochs(EPOCHS).withListeners(new BestCheckpoint());
      Trained whole = fit(experiment, backend, "whole");
      Experiment dying =
          experiment.withListeners(
              new BestCheckpoint(),
              event -> {
                boolean third =
                    atTheEnd
                        ? event instanceof Event.EpochEnded ended
                            && ended.history().epochs().size() == 3
                        : event instanceof Event.StepEnded step
                            && step.epoch() == 3
                            && step.step() == 2;
                if (third) {
                  throw new IllegalStateException("died");
                }
              });
      assertThatThrownBy(() -> fit(dying, backend, "died")).hasMessage("died");
      assertSame(fit(experiment, backend, "died"), whole);
      assertThat(console.printed()).contains("Going on after epoch 2 of 4.");
    }
  }

  @Test
  void a_damaged_checkpoint_costs_an_epoch_but_no_bit() throws IOException {
    try (Backend backend = new OnnxRuntimeBackend()) {
      Trained whole = fit(Toys.stateful().withEpochs(EPOCHS), backend, "whole");
      fit(Toys.stateful().withEpochs(3), backend, "damaged");
      Path tensors = folder.resolve("damaged/checkpoints/epoch-0003.safetensors");
      byte[] bytes = Files.readAllBytes(tensors);
      Files.write(tensors, Arrays.copyOf(bytes, bytes.length / 2));

      assertSame(fit(Toys.stateful().withEpochs(EPOCHS), backend, "damaged"), whole);
      assertThat(console.printed())
          .anyMatch(line -> line.contains("epoch-0003.json is damaged"))
          .contains("Going on after epoch 2 of 4.");
    }
  }

  @Test
  void a_run_that_stopped_early_stops_again_when_resumed() throws IOException {
    try (Backend backend = new OnnxRuntimeBackend()) {
      Experiment experiment =
          Toys.plain().withEpochs(50).withListeners(new EarlyStopping("val_loss", 2, 0.05, true));
      Trained first = fit(experiment, backend, "early");
      assertThat(first.history().epochs().size()).isBetween(4, 49);
      assertSame(fit(experiment, backend, "early"), first);

      int best = first.history().epochs().size() - 2;
      Trained until = fit(Toys.plain().withEpochs(best), backend, "until");
      assertThat(Toys.bits(first.values())).isEqualTo(Toys.bits(until.values()));
      assertThat(console.printed())
          .contains(
              "Training stops after epoch "
                  + (best + 2)
                  + ": val_loss has not improved for 2 epochs");
    }
  }

  @Test
  void another_experiment_other_data_and_fewer_epochs_are_refused() throws IOException {
    try (Backend backend = new ReferenceBackend()) {
      fit(Toys.plain().withEpochs(2), backend, "run");
      WorkDirectory run = new WorkDirectory(folder.resolve("run"));

      assertThatThrownBy(
              () -> new Trainer(Toys.plain(), "f", backend, run, console).fit(training, validation))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("by another experiment");
      assertThatThrownBy(
              () -> trainer(Toys.plain(), backend, "run").fit(training.limit(28), validation))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("on other data");
      assertThatThrownBy(() -> fit(Toys.plain().withEpochs(1), backend, "run"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("has done 2 epochs already, more than the 1 asked for");
      assertThatThrownBy(() -> fit(Toys.stateful().withEpochs(3), backend, "run"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("does not fit: conv2d/kernel should be FLOAT[4, 1, 3, 3]");
    }
  }
}
