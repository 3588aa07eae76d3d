package dev.tenon.cli;

import dev.tenon.experiment.Definition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the experiments that can be run by name. */
@Command(
    name = "list",
    description = "List the experiments that can be run by name.",
    footer = {"", "Example:", "  tenon list"})
final class ListCommand implements Runnable {
  @ParentCommand private Main main;

  @Override
  public void run() {
    List<Definition> shipped = Experiments.shipped();
    Table table = new Table();
    shipped.forEach(definition -> table.row(definition.name(), definition.summary()));
    table.printTo(main.terminal());
  }
}
