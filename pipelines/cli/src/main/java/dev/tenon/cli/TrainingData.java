package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Validation;
import dev.tenon.spi.StoredFile;
import dev.tenon.training.Dataset;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Manifest;
import dev.tenon.transforms.RecordFiles;
import dev.tenon.transforms.launch.Launcher;

/**
 * The training data of an experiment: as its run has ingested it, or as a search for a rate has.
 */
final class TrainingData {
  private final Terminal terminal;
  private final Tenon tenon;
  private final Options options;
  private final Launcher launcher;

  TrainingData(Terminal terminal, Tenon tenon, Options options, Launcher launcher) {
    this.terminal = terminal;
    this.tenon = tenon;
    this.options = options;
    this.launcher = launcher;
  }

  /**
   * Opens the data, and ingests it into the search's folder if neither the run nor an earlier
   * search has.
   *
   * @param experiment the experiment
   * @param run the work directory of its run, claimed; nothing in it changes but the search's
   *     folder
   * @throws dev.tenon.spi.UserError if a source is missing or damaged, or the model does not fit
   */
  Dataset open(Experiment experiment, WorkDirectory run) {
    WorkDirectory search = run.rateSearch();
    WorkDirectory place = holds(run, experiment) ? run : search;
    if (place == search && !holds(search, experiment)) {
      ingest(experiment, search);
    }
    Dataset data = RecordFiles.open(place, DataSplit.TRAINING);
    Validation.of(experiment, data.labels()).raise("experiment " + experiment.name());
    return data;
  }

  /** What is ingested depends on the sources and on what the model takes and is given of them. */
  private boolean holds(WorkDirectory directory, Experiment experiment) {
    if (!directory.experiment().exists() || !Stages.isIngested(directory)) {
      return false;
    }
    Experiment stored = StoredExperiment.read(directory).decode(tenon.codec());
    Input input = experiment.model().input();
    return stored.data().equals(experiment.data())
        && stored.model().features().equals(experiment.model().features())
        && Goal.targets(stored).equals(Goal.targets(experiment))
        && Manifest.read(directory)
            .image()
            .equals(new Manifest.Size(input.height(), input.width(), input.channels()));
  }

  private void ingest(Experiment experiment, WorkDirectory search) {
    SourceCheck.of(experiment, tenon.cache()).raise("experiment " + experiment.name());
    // The manifest goes first and comes last: where it is, it fits the experiment beside it.
    search.data().file("manifest.json").delete();
    search.data().files().stream().map(search.data()::file).forEach(StoredFile::delete);
    String json = tenon.codec().write(experiment);
    search.experiment().write(json);
    new Stages(launcher, Blueprint.of(json, options), search, terminal).ingest();
  }
}
