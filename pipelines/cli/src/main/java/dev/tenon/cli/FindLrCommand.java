package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.Claim;
import dev.tenon.training.Dataset;
import dev.tenon.training.RateSweep;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.launch.Launcher;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks for a learning rate to begin with. */
@Command(
    name = "find-lr",
    description = {
      "Suggest a learning rate for an experiment, by Smith's range test: take training steps at"
          + " rates that rise from step to step, and see where the loss falls.",
      "The steps are the first ones of training, with the experiment's own model, optimizer,"
          + " augmentations and seed, but not its schedule and strategy. They end early where the"
          + " smoothed loss has risen to four times its least. Two rates are suggested: valley, two"
          + " thirds down the longest fall of the smoothed loss, and steepest, where it falls"
          + " fastest. Look at the chart before you take either.",
      "Nothing is kept of the trained parameters. All that is written goes to find-lr/ in the work"
          + " directory; a run in it is left as it is, and its ingested data is used where it is of"
          + " the same sources."
    },
    footer = {
      "",
      "Examples:",
      "  tenon find-lr fashion-mnist",
      "  tenon find-lr my-experiment.json --min-rate 1e-5 --max-rate 1 --steps 200",
      "  tenon find-lr fashion-mnist --set optimizer=sgd --plot sgd.png --csv sgd.csv"
    })
final class FindLrCommand implements Runnable {
  @ParentCommand private Main main;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--min-rate",
      paramLabel = "RATE",
      defaultValue = "1e-7",
      description = "The learning rate of the first step.")
  private double minRate;

  @Option(
      names = "--max-rate",
      paramLabel = "RATE",
      defaultValue = "10",
      description = "The learning rate of the last step.")
  private double maxRate;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many steps to take, at least 10, in several epochs if need be.")
  private int steps;

  @Option(
      names = "--smoothing",
      paramLabel = "PART",
      defaultValue = "0.98",
      description =
          "The weight of the past in the average of losses, from 0 to below 1: less of it follows"
              + " the losses sooner, and their noise too.")
  private double smoothing;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Where the chart goes, a PNG file; by default find-lr/lr.png.")
  private String plot;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Where the table of the steps goes; by default find-lr/lr.csv.")
  private String csv;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "The work directory in which find-lr/ is made; by default runs/ and the experiment's"
              + " name, as for a run.")
  private String workDirectory;

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
    RateSweep sweep = sweep();
    Options options = device.applied(main.options());
    try (Tenon tenon = Tenon.create(options)) {
      Experiment changed = training.applied(experiment.resolve(tenon)).validated();
      Launcher launcher = runner.launcher(beam);
      WorkDirectory directory = RunsFolder.directory(workDirectory, changed);
      StoredFile table = file(csv, directory, "lr.csv");
      StoredFile chart = file(plot, directory, "lr.png");
      try (RunsFolder runs = RunsFolder.makeIf(workDirectory == null);
          Claim claim = directory.claimRateSearch()) {
        RateSearch search = new RateSearch(main.terminal(), tenon, changed, sweep);
        search.introduce();
        Dataset data =
            new TrainingData(main.terminal(), tenon, options, launcher).open(changed, directory);
        search.carryOut(data, table, chart);
      }
    }
  }

  private RateSweep sweep() {
    try {
      return new RateSweep(minRate, maxRate, steps, smoothing);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          e.getMessage() + "; see --min-rate, --max-rate, --steps and --smoothing", e);
    }
  }

  private static StoredFile file(String path, WorkDirectory directory, String name) {
    return path == null ? directory.rateSearch().folder().file(name) : OutputFile.of(path);
  }
}
