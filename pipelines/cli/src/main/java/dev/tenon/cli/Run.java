package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.experiment.Summary;
import dev.tenon.spi.History;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One run of an experiment in a claimed work directory: it makes what the directory lacks, step by
 * step, and tells about it.
 *
 * <p>What has been done is seen from the files alone, each of which is written whole or not at all,
 * so a run that was stopped anywhere can go on.
 */
final class Run {
  private final Terminal terminal;
  private final Tenon tenon;
  private final Experiment experiment;
  private final String json;
  private final WorkDirectory directory;
  private final Stages stages;
  private final OptionalInt rounds;
  private final Site site;

  Run(
      Terminal terminal,
      Tenon tenon,
      Options options,
      Launcher launcher,
      Experiment experiment,
      WorkDirectory directory,
      int rounds) {
    this.terminal = terminal;
    this.tenon = tenon;
    this.experiment = experiment;
    this.json = tenon.codec().write(experiment);
    this.directory = directory;
    this.rounds =
        experiment.strategy() instanceof Strategy.Local
            ? OptionalInt.empty()
            : OptionalInt.of(rounds);
    this.site = launcher.site();
    this.stages = new Stages(launcher, Blueprint.of(json, options), directory, terminal);
  }

  /**
   * Does what is left to do.
   *
   * @param resume whether the directory holds a run to go on with
   * @param runner what to type for the runner, should the run be interrupted
   * @throws UserError if the run is another experiment's, or anything in it cannot be used
   */
  @SuppressWarnings("try") // What is held needs no mention.
  void carryOut(boolean resume, String runner) {
    String engine = tenon.backend().description();
    if (resume) {
      stages.endLeftJob();
      adopt();
    }
    if (!stages.isIngested()) {
      SourceCheck.of(experiment, tenon.cache()).raise("experiment " + experiment.name());
    }
    directory.experiment().write(json);
    try (Interruption interruption = Interruption.of(terminal, directory, runner)) {
      introduce(engine);
      work();
    }
    conclude();
  }

  /**
   * Checks that the run to go on with is of this experiment, of which more epochs may be wanted.
   */
  private void adopt() {
    StoredExperiment stored = StoredExperiment.read(directory);
    boolean begun = stages.isIngested() || !directory.checkpoints().files().isEmpty();
    if (!begun || stored.json().equals(json)) {
      return;
    }
    stored.requireSame(tenon.codec(), experiment);
    requireNoFewerEpochs();
    // The files of the shorter run are not those of the longer one.
    removeResults();
  }

  private void removeResults() {
    List.of(directory.evaluation(), directory.chart()).forEach(StoredFile::delete);
    stages.exported().forEach(StoredFile::delete);
  }

  private void requireNoFewerEpochs() {
    int done =
        directory.history().exists() ? HistoryTable.read(directory.history()).epochs().size() : 0;
    if (experiment.epochs() < done) {
      throw new UserError(
          "the run in %s has done %d epochs already, more than the %d asked for; ask for as many or more"
              .formatted(directory.path(), done, experiment.epochs()));
    }
  }

  private void introduce(String engine) {
    terminal.line(
        "%s: %d %s of batches of %d, seed %d%s, on %s"
            .formatted(
                experiment.name(),
                experiment.epochs(),
                experiment.epochs() == 1 ? "epoch" : "epochs",
                experiment.batch(),
                experiment.seed(),
                rounds.isPresent() ? ", " + experiment.strategy().summary() : "",
                engine));
    terminal.line("Work directory: " + Places.shown(directory.folder()));
    terminal.line("");
    Summary.of(experiment).text().lines().forEach(terminal::line);
    terminal.line("");
  }

  private void work() {
    if (!stages.isIngested()) {
      stages.ingest();
    }
    boolean trained =
        stages.isTrained()
            && stages.exported().allMatch(StoredFile::exists)
            && directory.history().exists();
    if (!trained) {
      // An export of a run that had not ended, and its results, are not those of the finished one.
      removeResults();
    }
    boolean evaluated = directory.evaluation().exists();
    if (trained && evaluated) {
      terminal.line("The run is complete already; nothing is trained again.");
    } else {
      complete(!trained);
    }
    if (!directory.chart().exists()) {
      draw();
    }
  }

  /** In another process the epochs' lines are in its log; in rounds, this one prints them. */
  @SuppressWarnings("try") // What prints needs no mention.
  private void complete(boolean train) {
    if (train && rounds.isEmpty() && site != Site.PROCESS) {
      try (EpochLines lines = EpochLines.of(directory.history(), experiment.epochs(), terminal)) {
        stages.complete(true, rounds);
      }
    } else {
      stages.complete(train, rounds);
    }
  }

  private void draw() {
    History history = HistoryTable.read(directory.history());
    Drawing.write(directory.chart(), () -> HistoryChart.draw(history), terminal);
  }

  private void conclude() {
    terminal.line("");
    Results.read(directory.evaluation()).printTo(terminal);
    terminal.line("");
    Table files = new Table();
    Stream.of(
            List.of("Model", Places.shown(stages.model())),
            List.of("Results", Places.shown(directory.evaluation())),
            List.of("History", Places.shown(directory.chart())))
        .forEach(row -> files.row(row.toArray(String[]::new)));
    files.printTo(terminal);
  }
}
