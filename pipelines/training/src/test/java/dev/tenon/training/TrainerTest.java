package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Event;
import dev.tenon.spi.Example;
import dev.tenon.spi.History;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final Backend REFERENCE = new ReferenceBackend();
  private static final Backend NATIVE = new OnnxRuntimeBackend();

  @TempDir Path folder;
  private final Lines console = new Lines();
  private final Dataset training = Toys.data(45, 1);
  private final Optional<Dataset> validation = Optional.of(Toys.data(20, 2));

  @AfterAll
  static void close() {
    NATIVE.close();
    REFERENCE.close();
  }

  private Trainer trainer(Experiment experiment, Backend backend) {
    return new Trainer(experiment, "e", backend, new WorkDirectory(folder), console);
  }

  @Test
  void a_separable_problem_is_learned_and_the_loss_falls_from_epoch_to_epoch() {
    for (Backend backend : List.of(REFERENCE, NATIVE)) {
      Trainer trainer =
          new Trainer(
              Toys.plain().withEpochs(8),
              "e",
              backend,
              new WorkDirectory(folder.resolve(backend.getClass().getSimpleName())),
              console);
      History history = trainer.fit(training, validation).history();

      double[] losses = history.values("loss");
      for (int i = 1; i < losses.length; i++) {
        assertThat(losses[i]).isLessThan(losses[i - 1]);
      }
      History.Epoch last = history.epochs().get(7);
      assertThat(last.value("accuracy")).isEqualTo(1);
      assertThat(last.value("val_accuracy")).isEqualTo(1);
      assertThat(last.value("val_loss")).isLessThan(0.5);
      assertThat(last.values())
          .containsOnlyKeys("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate");
    }
  }

  @Test
  void backends_agree() {
    History reference =
        new Trainer(
                Toys.plain().withEpochs(3),
                "e",
                REFERENCE,
                new WorkDirectory(folder.resolve("reference")),
                console)
            .fit(training, validation)
            .history();
    History there = trainer(Toys.plain().withEpochs(3), NATIVE).fit(training, validation).history();
    for (String name : List.of("loss", "accuracy", "val_loss", "val_accuracy")) {
      assertThat(there.values(name)).containsExactly(reference.values(name), within(1e-5));
    }
  }

  @Test
  void the_last_smaller_batch_is_trained_on_and_counts_by_its_size() {
    // At rate 0 nothing changes, so the mean over batches must be the mean over examples.
    Experiment still = Toys.plain().withSchedule(progress -> 0).withBatch(7).withListeners();
    List<Long> steps = new ArrayList<>();
    Experiment counted =
        still.withListeners(
            event -> {
              if (event instanceof Event.StepEnded step) {
                assertThat(step.steps()).isEqualTo(7);
                steps.add(step.step());
              }
            });
    History.Epoch epoch =
        trainer(counted, REFERENCE).fit(training, Optional.of(training)).history().epochs().get(0);

    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(epoch.value("loss")).isCloseTo(epoch.value("val_loss"), within(1e-6));
    assertThat(epoch.value("accuracy")).isEqualTo(epoch.value("val_accuracy"));
  }

  @Test
  void the_schedule_sees_progress_and_its_rate_is_recorded() {
    List<Long> seen = new ArrayList<>();
    Experiment scheduled =
        Toys.plain()
            .withEpochs(2)
            .withBatch(20)
            .withSchedule(
                progress -> {
                  assertThat(progress.initialRate()).isEqualTo(0.5);
                  assertThat(progress.stepsPerEpoch()).isEqualTo(3);
                  assertThat(progress.epochs()).isEqualTo(2);
                  assertThat(progress.history().epochs()).hasSize(progress.epoch());
                  seen.add(progress.step());
                  return 1.0 / (1 + progress.step());
                });
    History history = trainer(scheduled, REFERENCE).fit(training, Optional.empty()).history();

    assertThat(seen).contains(0L, 1L, 2L, 3L, 4L, 5L).doesNotContain(6L);
    assertThat(history.values("learning_rate")).containsExactly(1 / 3.0, 1 / 6.0);
  }

  @Test
  void a_validation_split_holds_out_records_by_their_ids() {
    Data half = new Data(new Toys.Nowhere(), new Toys.Nowhere()).withValidationSplit(0.5);
    Split split = Split.of(training, 0.5);
    Experiment plain = Toys.plain().withEpochs(2);

    Trained whole = trainer(plain.withData(half), REFERENCE).fit(training, Optional.empty());
    Trained parts =
        new Trainer(plain, "e", REFERENCE, new WorkDirectory(folder.resolve("b")), console)
            .fit(split.training(), Optional.of(split.validation()));

    assertThat(whole.history()).isEqualTo(parts.history());
    assertThat(Toys.bits(whole.values())).isEqualTo(Toys.bits(parts.values()));
  }

  @Test
  void a_label_that_the_model_has_no_class_for_names_the_record() {
    List<Example> examples = new ArrayList<>(Toys.examples(10, 1));
    examples.set(4, new Example("wrong-one", examples.get(4).image(), 3));
    assertThatThrownBy(
            () ->
                trainer(Toys.plain(), REFERENCE)
                    .fit(Dataset.of(Toys.LABELS, examples), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("record wrong-one has the label 3")
        .hasMessageContaining("3 classes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_negative_label_of_the_validation_data_is_refused_too() {
    List<Example> examples = new ArrayList<>(Toys.examples(10, 1));
    examples.set(4, new Example("wrong-one", examples.get(4).image(), -1));
    assertThatThrownBy(
            () ->
                trainer(Toys.plain(), REFERENCE)
                    .fit(training, Optional.of(Dataset.of(Toys.LABELS, examples))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("record wrong-one has the label -1");
  }

  @Test
  void data_without_records_is_refused() {
    assertThatThrownBy(
            () ->
                trainer(Toys.plain(), REFERENCE)
                    .fit(Dataset.of(Toys.LABELS, List.of()), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no records");
  }

  @Test
  void a_full_disk_ends_training_with_the_name_of_the_checkpoint() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"))) {
      Experiment wide =
          Toys.plain()
              .withModel(
                  new Model(
                      Toys.plain().model().input(),
                      new Flatten(),
                      new Dense(9000),
                      new Dense(3, new Softmax())));
      WorkDirectory run = new WorkDirectory(disk.path().resolve("run"));
      try (Claim claim = run.claim(false)) {
        assertThat(claim).isNotNull();
        assertThatThrownBy(
                () -> new Trainer(wide, "e", NATIVE, run, console).fit(training, Optional.empty()))
            .isInstanceOf(UserError.class)
            .hasMessageContaining(
                "cannot write " + disk.path().resolve("run/checkpoints/epoch-0001"))
            .hasMessageContaining("No space left on device");
        assertThat(disk.path().resolve("run/checkpoints")).isEmptyDirectory();
      }
    }
  }

  @Test
  void events_come_in_order_and_a_listener_can_end_training() {
    List<String> events = new ArrayList<>();
    Experiment listened =
        Toys.plain()
            .withEpochs(5)
            .withBatch(30)
            .withListeners(
                event -> {
                  events.add(event.getClass().getSimpleName());
                  if (event instanceof Event.EpochEnded ended
                      && ended.history().epochs().size() == 2) {
                    assertThat(event.training().workDirectory()).isEqualTo(new LocalFolder(folder));
                    event.training().stop("enough");
                  }
                });
    History history = trainer(listened, REFERENCE).fit(training, Optional.empty()).history();

    assertThat(history.epochs()).hasSize(2);
    assertThat(events)
        .containsExactly(
            "Started",
            "StepEnded",
            "StepEnded",
            "EpochEnded",
            "StepEnded",
            "StepEnded",
            "EpochEnded",
            "Ended");
    assertThat(console.printed()).containsExactly("Training stops after epoch 2: enough");
  }

  @Test
  void a_listener_can_keep_parameters_and_have_them_returned() {
    Experiment restoring =
        Toys.plain()
            .withEpochs(3)
            .withListeners(
                event -> {
                  if (event instanceof Event.EpochEnded ended
                      && ended.history().epochs().size() == 2) {
                    event.training().save("second");
                  }
                  if (event instanceof Event.Ended) {
                    event.training().restore("second");
                  }
                });
    Trained restored = trainer(restoring, NATIVE).fit(training, Optional.empty());
    Trained second =
        new Trainer(
                Toys.plain().withEpochs(2),
                "e",
                NATIVE,
                new WorkDirectory(folder.resolve("two")),
                console)
            .fit(training, Optional.empty());

    assertThat(restored.history().epochs()).hasSize(3);
    assertThat(Toys.bits(restored.values())).isEqualTo(Toys.bits(second.values()));
  }
}
