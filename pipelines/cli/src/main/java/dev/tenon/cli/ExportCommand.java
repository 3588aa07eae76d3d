package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.onnxruntime.Device;
import dev.tenon.training.Claim;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.Locations;
import dev.tenon.transforms.launch.Launcher;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exports a checkpoint of a run. */
@Command(
    name = "export",
    description = {
      "Export a checkpoint of a run as ONNX: model/model.onnx to predict with, model/train-step.onnx,"
          + " the training step itself, and model/labels.txt.",
      "A run exports what it ended with by itself; this is for its other checkpoints."
    },
    footer = {
      "",
      "Examples:",
      "  tenon export --work-dir runs/fashion-mnist",
      "  tenon export --work-dir runs/fashion-mnist --checkpoint best"
    })
final class ExportCommand implements Runnable {
  @ParentCommand private Main main;

  @Option(
      names = "--work-dir",
      required = true,
      paramLabel = "DIR",
      description = "The run's work directory.")
  private String workDirectory;

  @Option(
      names = "--checkpoint",
      paramLabel = "NAME",
      defaultValue = "final",
      description =
          "final for what the run ended with, latest for its newest epoch's, or the name of a file"
              + " in checkpoints/ without .json, such as best.")
  private String checkpoint;

  @Mixin private RunnerOptions runner;

  @Parameters(
      arity = "0..*",
      paramLabel = RunnerOptions.BEAM_LABEL,
      hideParamSyntax = true,
      description = RunnerOptions.BEAM_DESCRIPTION)
  private List<String> beam;

  @Override
  @SuppressWarnings("try") // What is held needs no mention.
  public void run() {
    Options options = main.options().withDevice(Device.CPU);
    Launcher launcher = runner.launcher(beam);
    WorkDirectory directory = Locations.workDirectory(workDirectory);
    try (Tenon tenon = Tenon.create(options)) {
      StoredExperiment stored = StoredExperiment.read(directory);
      stored.decode(tenon.codec());
      try (Claim claim = directory.claim(true)) {
        Stages stages =
            new Stages(launcher, Blueprint.of(stored.json(), options), directory, main.terminal());
        byte[] before = stages.modelBytes();
        stages.export(checkpoint);
        if (!Arrays.equals(before, stages.modelBytes())) {
          // The results of another model would be taken for this one's.
          directory.evaluation().delete();
        }
        Table files = new Table();
        stages.exported().forEach(file -> files.row("Written", Places.shown(file)));
        files.printTo(main.terminal());
        main.terminal()
            .line("Judge it with: tenon evaluate --work-dir " + Places.shown(directory.folder()));
      }
    }
  }
}
