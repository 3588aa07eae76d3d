package dev.tenon.cli;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where pipelines run. */
final class RunnerOptions {
  /** How a command shows the options for Beam among its parameters. */
  static final String BEAM_LABEL = "[-- BEAM OPTION...]";

  /** What they are. */
  static final String BEAM_DESCRIPTION =
      "Options for Apache Beam and its runner, after two dashes.";

  /** The runner that runs pipelines where nothing is said. */
  static final String DEFAULT = "direct";

  private static final String TEMPORARY = "--tempLocation=";

  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      defaultValue = DEFAULT,
      description =
          "What runs the pipelines: direct, which is this process, flink, spark or dataflow."
              + " ./tenon builds what a runner needs when it is first used.")
  private String runner;

  /**
   * Makes the launcher that is asked for.
   *
   * @param beam the options for Beam, null for none
   */
  Launcher launcher(List<String> beam) {
    List<String> options = beam == null ? List.of() : beam;
    if (options.stream().anyMatch(option -> option.startsWith("--jobName="))) {
      throw new UserError(
          "Beam's option --jobName cannot be chosen: a job has its work directory's name, by which"
              + " it is found again; leave it out");
    }
    return Launchers.find(runner, options);
  }

  /**
   * Returns the folder for files that are of no use afterwards, if one is named.
   *
   * @param launcher what runs the pipelines
   * @param beam the options for Beam
   * @return Beam's {@code --tempLocation}; empty if this machine's temporary folder will do
   * @throws UserError if it will not, and none is named
   */
  Optional<String> temporary(Launcher launcher, List<String> beam) {
    Optional<String> named =
        beam.stream()
            .filter(option -> option.startsWith(TEMPORARY) && !option.equals(TEMPORARY))
            .map(option -> option.substring(TEMPORARY.length()))
            .findFirst();
    if (named.isEmpty() && launcher.site() == Site.CLUSTER) {
      throw new UserError(
          "the runner %s computes on machines that may not see this one's files; name a folder that they all reach: -- %sDIR"
              .formatted(runner, TEMPORARY));
    }
    return named;
  }

  /** Returns what to type for the same choice again, nothing where nothing was chosen. */
  String typed(List<String> beam) {
    StringBuilder typed = new StringBuilder();
    if (!runner.equals(DEFAULT)) {
      typed.append(" --runner ").append(runner);
    }
    if (beam != null && !beam.isEmpty()) {
      typed.append(" -- ").append(String.join(" ", beam));
    }
    return typed.toString();
  }
}
