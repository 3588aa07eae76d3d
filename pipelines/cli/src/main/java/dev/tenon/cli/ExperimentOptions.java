package dev.tenon.cli;

import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment is meant, and how it is changed. */
final class ExperimentOptions {
  @Parameters(
      paramLabel = "EXPERIMENT",
      description =
          "A shipped name (see 'tenon list'), a JSON file, or a class on the class path that"
              + " implements dev.tenon.experiment.Definition; TENON_CLASSPATH adds to the class"
              + " path.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a part of the experiment by its path in the JSON, such as"
              + " optimizer.learningRate=0.01 or model.layers[3].rate=0.5; may be repeated.")
  private Map<String, String> changes;

  /** Returns the experiment with its changes, not yet validated. */
  Experiment resolve(Tenon tenon) {
    Experiment found = Experiments.find(name, tenon::codec);
    return tenon.codec().withOverrides(found, changes == null ? Map.of() : changes);
  }
}
