package dev.tenon.cli;

import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints an experiment's model layer by layer. */
@Command(
    name = "summary",
    description = {
      "Print an experiment's model layer by layer, as Keras does: names, shapes, parameters.",
      "Nothing is read, fetched or written."
    },
    footer = {
      "",
      "Examples:",
      "  tenon summary fashion-mnist",
      "  tenon summary my-experiment.json --expand-nested",
      "  tenon summary my-experiment.json --set model.layers[0].filters=64"
    })
final class SummaryCommand implements Runnable {
  @ParentCommand private Main main;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--expand-nested",
      description = "List the layers of blocks too, below each block.")
  private boolean nested;

  @Override
  public void run() {
    try (Tenon tenon = Tenon.create(main.options())) {
      Experiment described = experiment.resolve(tenon).validated();
      Summary.of(described).text(nested).lines().forEach(main.terminal()::line);
    }
  }
}
