package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.spi.Listener;
import dev.tenon.training.Claim;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.launch.Launcher;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Trains, exports and evaluates an experiment. */
@Command(
    name = "run",
    description = {
      "Train an experiment's model, export it and evaluate it on the test data.",
      "Everything is checked before anything is written. The work directory then holds"
          + " experiment.json, history.csv, history.png, checkpoints/, evaluation.json,"
          + " quarantine.jsonl and model/ with model.onnx, train-step.onnx and labels.txt.",
      "A run that was stopped, even by kill -9, goes on with --resume and ends with the same bits;"
          + " a finished one only makes again what is missing."
    },
    footer = {
      "",
      "Examples:",
      "  tenon run fashion-mnist",
      "  tenon run fashion-mnist --epochs 1 --limit 6000 --work-dir /tmp/quick",
      "  tenon run my-experiment.json --set optimizer.learningRate=0.01 --seed 2",
      "  tenon run fashion-mnist --strategy local-sgd --workers 4 --local-steps 50",
      "  tenon run fashion-mnist --resume",
      "  tenon run fashion-mnist -- --targetParallelism=1"
    })
final class RunCommand implements Runnable {
  @ParentCommand private Main main;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often training goes through the data, instead of the experiment's number.")
  private Integer epochs;

  @Mixin private TrainingOptions training;

  @Mixin private StrategyOptions strategy;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "Where the run keeps its files, such as a folder or gs://bucket/run; by default runs/ and"
              + " the experiment's name.")
  private String workDirectory;

  @Option(names = "--resume", description = "Go on with the run in the work directory.")
  private boolean resume;

  @Mixin private DeviceOptions device;

  @Mixin private RunnerOptions runner;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = RunnerOptions.BEAM_LABEL,
      hideParamSyntax = true,
      description = RunnerOptions.BEAM_DESCRIPTION)
  private List<String> beam;

  @Override
  @SuppressWarnings("try") // What is held needs no mention.
  public void run() {
    Options options = device.applied(main.options());
    try (Tenon tenon = Tenon.create(options)) {
      Experiment changed = overridden(experiment.resolve(tenon)).validated();
      Launcher launcher = runner.launcher(beam);
      WorkDirectory directory = RunsFolder.directory(workDirectory, changed);
      // Where there is a run to go on with, there is its folder.
      try (RunsFolder runs = RunsFolder.makeIf(workDirectory == null && !resume);
          Claim claim = directory.claim(resume)) {
        new Run(main.terminal(), tenon, options, launcher, changed, directory, strategy.rounds())
            .carryOut(resume, main.typedPlugins() + runner.typed(beam));
      }
    }
  }

  private Experiment overridden(Experiment described) {
    Experiment changed = training.applied(described);
    if (epochs != null) {
      changed = changed.withEpochs(epochs);
    }
    return observed(strategy.applied(changed));
  }

  /** Every run keeps a history and shows how far it is, whatever else listens. */
  private static Experiment observed(Experiment described) {
    List<Listener> listeners = new ArrayList<>(described.listeners());
    for (Listener needed : List.of(new CsvHistory(), new ProgressBar())) {
      if (!listeners.contains(needed)) {
        listeners.add(needed);
      }
    }
    return described.withListeners(listeners.toArray(Listener[]::new));
  }
}
