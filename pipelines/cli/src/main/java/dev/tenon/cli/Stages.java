package dev.tenon.cli;

import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.Manifest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.Train;
import dev.tenon.transforms.TrainInRounds;
import dev.tenon.transforms.Workshop;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/** The pipelines of a run. */
final class Stages {
  private final Launcher launcher;
  private final Blueprint blueprint;
  private final WorkDirectory directory;
  private final Terminal terminal;

  Stages(Launcher launcher, Blueprint blueprint, WorkDirectory directory, Terminal terminal) {
    this.launcher = launcher;
    this.blueprint = blueprint;
    this.directory = directory;
    this.terminal = terminal;
    Workshop.printTo(terminal);
  }

  /** Ends the job that an earlier launcher has left, if there is one: it would go on writing. */
  void endLeftJob() {
    LeftJob.end(directory, terminal);
  }

  /** Tells whether the data is in the work directory; its manifest is written last. */
  boolean isIngested() {
    return isIngested(directory);
  }

  /** Tells whether there is data in a work directory. */
  static boolean isIngested(WorkDirectory directory) {
    return directory.data().file("manifest.json").exists();
  }

  /** Tells whether training has ended: what it ended with is kept then, and not before. */
  boolean isTrained() {
    return directory.checkpoints().file("final.json").exists();
  }

  /**
   * Brings the data into the work directory.
   *
   * @throws UserError if it has come elsewhere
   */
  void ingest() {
    launch(pipeline -> pipeline.apply("Ingest", Ingest.of(blueprint, directory)));
    if (!isIngested()) {
      throw new UserError(
          "the runner %s has ingested the data, but not to where this process reads it, %s; choose a folder that all machines reach under one path"
              .formatted(launcher.runner(), directory.path()));
    }
    if (launcher.site() != Site.PROCESS) {
      // Where it was ingested, this is in a log.
      terminal.line(Manifest.read(directory).summary());
    }
  }

  /**
   * Does the rest of a run.
   *
   * @param train whether to train, from where that stands, and to export
   * @param rounds how many rounds a pipeline takes where workers share the training
   */
  void complete(boolean train, OptionalInt rounds) {
    if (train && rounds.isPresent()) {
      TrainInRounds.of(blueprint, directory).withRounds(rounds.getAsInt()).run(this::launch);
    }
    launch(
        pipeline -> {
          PCollection<String> ready = begin(pipeline);
          if (train && rounds.isEmpty()) {
            ready = ready.apply("Train", Train.of(blueprint));
          }
          if (train) {
            ready = ready.apply("Export", Export.of(blueprint));
          }
          ready
              .apply("Read", ReadRecords.of(DataSplit.TEST))
              .apply("Evaluate", Evaluate.of(blueprint, directory));
        });
  }

  /** Exports a checkpoint. */
  void export(String checkpoint) {
    launch(
        pipeline ->
            begin(pipeline).apply("Export", Export.of(blueprint).withCheckpoint(checkpoint)));
  }

  /** Judges any model by the test data. */
  void evaluate(StoredFile model) {
    launch(
        pipeline ->
            begin(pipeline)
                .apply("Read", ReadRecords.of(DataSplit.TEST))
                .apply("Evaluate", Evaluate.of(blueprint, directory).withModel(model)));
  }

  private void launch(Consumer<Pipeline> steps) {
    endLeftJob();
    String name = JobName.of(directory);
    Optional<LeftJob> left = LeftJob.of(launcher, name);
    left.ifPresent(job -> job.write(directory));
    try {
      launcher.run(
          pipeline -> {
            pipeline.getOptions().setJobName(name);
            steps.accept(pipeline);
          });
    } finally {
      left.ifPresent(job -> directory.job().delete());
    }
  }

  private PCollection<String> begin(Pipeline pipeline) {
    return pipeline.apply("Begin", Create.of(directory.path()));
  }

  /** Returns the exported model to predict with. */
  StoredFile model() {
    return Export.model(directory);
  }

  /** Returns the exported model's bytes, none if there is no model. */
  byte[] modelBytes() {
    try {
      return model().exists() ? model().bytes() : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the files that an export consists of. */
  Stream<StoredFile> exported() {
    return Stream.of("model.onnx", "train-step.onnx", "labels.txt").map(directory.model()::file);
  }
}
