package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.UserError;
import dev.tenon.training.Dataset;
import dev.tenon.training.StepGraph;
import dev.tenon.training.Trainer;
import dev.tenon.training.WorkDirectory;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Trains an experiment in one process on what {@link Ingest} has written: from paths of work
 * directories to the same paths, when the training in each has ended.
 *
 * <p>Training goes on from the newest checkpoint, so a bundle that is retried ends with the same
 * bits. A record that cannot be used fails it: those were rejected before.
 */
public final class Train extends PTransform<PCollection<String>, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;

  private Train(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /**
   * Trains an experiment.
   *
   * @param blueprint the experiment
   * @return the transform
   */
  public static Train of(Blueprint blueprint) {
    return new Train(blueprint);
  }

  @Override
  public PCollection<String> expand(PCollection<String> workDirectories) {
    blueprint.stageFor(workDirectories.getPipeline());
    return workDirectories.apply("Fit", ParDo.of(new Fit(blueprint)));
  }

  /** Makes a trainer that prints on this JVM's console. */
  static Trainer trainer(Blueprint blueprint, WorkDirectory workDirectory) {
    Experiment experiment = blueprint.read();
    return new Trainer(
        experiment,
        blueprint.tenon().codec().fingerprint(experiment),
        blueprint.tenon().backend(),
        workDirectory,
        Workshop.console());
  }

  static void requireAsManyClasses(Experiment experiment, Dataset data) {
    int classes = StepGraph.evaluation(experiment).classes();
    if (classes != data.labels().size()) {
      throw new UserError(
          "the data has "
              + data.labels().size()
              + " classes, "
              + data.labels()
              + ", but the model tells "
              + classes
              + " apart; end the model in as many classes as the data has");
    }
  }

  /** Opens the source of its own that validation has, if it has one. */
  static Optional<Dataset> validation(Experiment experiment, WorkDirectory workDirectory) {
    return experiment
        .data()
        .validation()
        .map(source -> RecordFiles.open(workDirectory, DataSplit.VALIDATION));
  }

  /** Trains in one work directory. */
  private static final class Fit extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final Blueprint blueprint;

    Fit(Blueprint blueprint) {
      this.blueprint = blueprint;
    }

    @ProcessElement
    public void process(@Element String path, OutputReceiver<String> out) {
      WorkDirectory workDirectory = Locations.workDirectory(path);
      Experiment experiment = blueprint.read();
      Dataset training = RecordFiles.open(workDirectory, DataSplit.TRAINING);
      requireAsManyClasses(experiment, training);
      trainer(blueprint, workDirectory).fit(training, validation(experiment, workDirectory));
      out.output(path);
    }
  }
}
