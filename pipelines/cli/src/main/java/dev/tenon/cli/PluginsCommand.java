package dev.tenon.cli;

import dev.tenon.assembly.Contribution;
import dev.tenon.assembly.Registry;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Description;
import dev.tenon.experiment.Nearest;
import dev.tenon.spi.Kind;
import dev.tenon.spi.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows the installed plug-ins and what they contribute. */
@Command(
    name = "plugins",
    description = {
      "List the installed plug-ins, whether they can be used, and what they contribute; or explain one"
          + " extension.",
      "Plug-ins are on the class path, to which TENON_CLASSPATH adds, and in the jars of --plugins."
    },
    footer = {
      "",
      "Examples:",
      "  tenon plugins",
      "  tenon plugins layer",
      "  tenon plugins dense",
      "  tenon plugins layer activation",
      "  tenon plugins --markdown",
      "  tenon plugins --plugins my-plugins"
    })
final class PluginsCommand implements Runnable {
  @ParentCommand private Main main;

  @Parameters(
      arity = "0..2",
      paramLabel = "KIND | ID",
      description = {
        "A kind, such as layer, optimizer or source, to list no other; or an extension's id, to"
            + " explain it; or both, where an id is used by several kinds."
      })
  private List<String> names = List.of();

  @Option(
      names = "--markdown",
      description = "Print a reference in Markdown, with all that plug-ins say about themselves.")
  private boolean markdown;

  @Override
  public void run() {
    try (Tenon tenon = Tenon.create(main.options())) {
      Registry registry = tenon.registry();
      List<Contribution> chosen = chosen(registry);
      if (markdown) {
        new PluginsPage(registry).of(chosen).forEach(main.terminal()::line);
      } else if (names.isEmpty() || isKind(names)) {
        if (names.isEmpty()) {
          PluginTable.of(registry.plugins()).printTo(main.terminal());
          main.terminal().line("");
        }
        list(chosen);
      } else {
        Explanation explanation = new Explanation(registry, main.terminal().columns());
        chosen.forEach(one -> explanation.of(one).forEach(main.terminal()::line));
      }
    }
  }

  private void list(List<Contribution> chosen) {
    Table table = new Table().row("KIND", "ID", "OWNER", "SUMMARY");
    for (Contribution contribution : chosen) {
      table.row(
          contribution.kind().label(),
          contribution.id(),
          contribution.owner().name(),
          Description.of(contribution.type())
              .map(description -> PlainText.of(description.summary()))
              .orElse(""));
    }
    table.printTo(main.terminal());
  }

  private List<Contribution> chosen(Registry registry) {
    List<Contribution> all = registry.contributions();
    if (names.isEmpty()) {
      return all;
    }
    Optional<Kind> kind = kind(names.get(0));
    if (names.size() == 2 && kind.isEmpty()) {
      throw unknown("kind", names.get(0), List.of());
    }
    List<Contribution> ofKind =
        all.stream().filter(one -> kind.isEmpty() || one.kind() == kind.get()).toList();
    if (isKind(names)) {
      return ofKind;
    }
    String id = names.get(names.size() - 1);
    List<Contribution> found = ofKind.stream().filter(one -> one.id().equals(id)).toList();
    if (!found.isEmpty()) {
      return found;
    }
    List<String> ids = ofKind.stream().map(Contribution::id).toList();
    if (kind.isEmpty()) {
      throw unknown("kind or extension", id, ids);
    }
    String known = "there is " + String.join(", ", ids);
    throw new UserError(
        "there is no " + kind.get().label() + " '" + id + "'" + Nearest.hint(id, ids, known));
  }

  private static boolean isKind(List<String> names) {
    return names.size() == 1 && kind(names.get(0)).isPresent();
  }

  private static Optional<Kind> kind(String name) {
    return Arrays.stream(Kind.values()).filter(k -> k.label().equalsIgnoreCase(name)).findFirst();
  }

  private static UserError unknown(String what, String name, List<String> ids) {
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::label).toList();
    List<String> known = Stream.concat(kinds.stream(), ids.stream()).toList();
    String existing = "the kinds are " + String.join(", ", kinds);
    return new UserError(
        "there is no " + what + " '" + name + "'" + Nearest.hint(name, known, existing));
  }
}
