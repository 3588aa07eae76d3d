package dev.tenon.cli;

import dev.tenon.assembly.Contribution;
import dev.tenon.assembly.Options;
import dev.tenon.assembly.Registry;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Parameter;
import dev.tenon.spi.Kind;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists what the installed plug-ins contribute. */
@Command(
    name = "plugins",
    description = {
      "List what the installed plug-ins contribute: kind, id, owner and parameters.",
      "A parameter with a default is shown with it, one without with its type.",
      "Plug-ins are the jars on the class path, to which TENON_CLASSPATH adds."
    },
    footer = {"", "Examples:", "  tenon plugins", "  tenon plugins layer"})
final class PluginsCommand implements Runnable {
  @ParentCommand private Main main;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "Only this kind, such as layer, optimizer or source.")
  private Kind only;

  @Override
  public void run() {
    try (Tenon tenon = Tenon.create(new Options())) {
      Registry registry = tenon.registry();
      List<Contribution> shown =
          registry.contributions().stream().filter(c -> only == null || c.kind() == only).toList();
      Table table = new Table().row("KIND", "ID", "OWNER", "PARAMETERS");
      for (Contribution contribution : shown) {
        table.row(
            contribution.kind().label(),
            contribution.id(),
            contribution.owner().name(),
            registry.parameters(contribution).stream()
                .map(PluginsCommand::shown)
                .collect(Collectors.joining(", ")));
      }
      table.printTo(main.terminal());
    }
  }

  private static String shown(Parameter parameter) {
    return parameter.name()
        + parameter
            .defaultValue()
            .map(value -> " = " + value)
            .orElse(parameter.required() ? ": " + parameter.type() : "");
  }
}
