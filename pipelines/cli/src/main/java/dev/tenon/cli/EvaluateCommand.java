package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.onnxruntime.OnnxExport;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.Claim;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.Locations;
import dev.tenon.transforms.launch.Launcher;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Judges a model by test data. */
@Command(
    name = "evaluate",
    description = {
      "Judge a trained model by the test data: loss, metrics, and results by class.",
      "With --work-dir the finished run's model is judged again and evaluation.json rewritten; with"
          + " --model any exported model, by the test data of its own or another experiment. If"
          + " other machines compute that, name a folder that they reach by Beam's --tempLocation."
    },
    footer = {
      "",
      "Examples:",
      "  tenon evaluate --work-dir runs/fashion-mnist",
      "  tenon evaluate --model model.onnx",
      "  tenon evaluate --model model.onnx fashion-mnist"
    })
final class EvaluateCommand implements Runnable {
  @ParentCommand private Main main;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Subject subject;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description =
          "With --model: whose test data to use, instead of those of the experiment that the model"
              + " came from.")
  private String experiment;

  @Mixin private DeviceOptions device;

  @Mixin private RunnerOptions runner;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = RunnerOptions.BEAM_LABEL,
      hideParamSyntax = true,
      description = RunnerOptions.BEAM_DESCRIPTION)
  private List<String> beam = new ArrayList<>();

  /** What is judged. */
  private static final class Subject {
    @Option(
        names = "--work-dir",
        paramLabel = "DIR",
        description = "The work directory of a finished run.")
    private String workDirectory;

    @Option(names = "--model", paramLabel = "FILE", description = "An exported model.onnx.")
    private String model;
  }

  @Override
  public void run() {
    takeBeamOptionForWhatItIs();
    Options options = device.applied(main.options());
    Launcher launcher = runner.launcher(beam);
    try (Tenon tenon = Tenon.create(options)) {
      if (subject.model != null) {
        evaluateModel(tenon, options, launcher);
      } else if (experiment != null) {
        throw new UserError(
            "EXPERIMENT goes with --model; a work directory has an experiment of its own");
      } else {
        evaluateRun(tenon, options, launcher);
      }
    }
  }

  /** Without EXPERIMENT, the parser takes the first word after the dashes in its place. */
  private void takeBeamOptionForWhatItIs() {
    if (experiment != null && experiment.startsWith("--")) {
      beam.add(0, experiment);
      experiment = null;
    }
  }

  @SuppressWarnings("try") // What is held needs no mention.
  private void evaluateRun(Tenon tenon, Options options, Launcher launcher) {
    WorkDirectory directory = Locations.workDirectory(subject.workDirectory);
    StoredExperiment stored = StoredExperiment.read(directory);
    stored.decode(tenon.codec());
    try (Claim claim = directory.claim(true)) {
      Stages stages = stages(launcher, Blueprint.of(stored.json(), options), directory);
      if (!stages.model().exists()) {
        throw new UserError(
            "the run in "
                + directory.path()
                + " has no model yet; finish it with: tenon run "
                + Places.shown(directory.experiment())
                + " --work-dir "
                + Places.shown(directory.folder())
                + " --resume");
      }
      if (!stages.isIngested()) {
        stages.ingest();
      }
      stages.evaluate(stages.model());
      Results.read(directory.evaluation()).printTo(main.terminal());
    }
  }

  private void evaluateModel(Tenon tenon, Options options, Launcher launcher) {
    Experiment described = described(tenon, options);
    // Only the test data is of use here.
    Experiment small = described.withData(described.data().withLimit(1)).validated();
    SourceCheck.of(small, tenon.cache()).raise("experiment " + small.name());
    Optional<String> temporary = runner.temporary(launcher, beam);
    try (Scratch scratch = temporary.map(Scratch::in).orElseGet(Scratch::here)) {
      WorkDirectory directory = scratch.directory();
      Stages stages =
          stages(launcher, Blueprint.of(tenon.codec().write(small), options), directory);
      StoredFile model = Locations.file(subject.model);
      stages.ingest();
      stages.evaluate(temporary.isPresent() ? copied(model, directory) : model);
      Results.read(directory.evaluation()).printTo(main.terminal());
    }
  }

  /** Who names a folder for those who compute does so since they do not have this machine's. */
  private static StoredFile copied(StoredFile model, WorkDirectory to) {
    StoredFile copy = to.folder().file("judged.onnx");
    copy.write(
        out -> {
          try (InputStream in = model.open()) {
            in.transferTo(out);
          }
        });
    return copy;
  }

  private Experiment described(Tenon tenon, Options options) {
    try (OnnxFile model = OnnxFile.open(Locations.file(subject.model), options.runtime())) {
      if (experiment != null) {
        return Experiments.find(experiment, tenon::codec);
      }
      String json =
          Optional.ofNullable(model.metadata().get(OnnxExport.EXPERIMENT))
              .orElseThrow(
                  () ->
                      new UserError(
                          subject.model
                              + " does not tell what experiment it came from; give EXPERIMENT"));
      return tenon.codec().read(json, "the experiment in " + subject.model);
    }
  }

  private Stages stages(Launcher launcher, Blueprint blueprint, WorkDirectory directory) {
    return new Stages(launcher, blueprint, directory, main.terminal());
  }
}
