package dev.tenon.cli;

import dev.tenon.assembly.Contribution;
import dev.tenon.assembly.Registry;
import dev.tenon.experiment.Description;
import dev.tenon.experiment.Parameter;
import dev.tenon.spi.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the reference of extensions as a page of Markdown.
 *
 * @param registry knows their settings
 */
record PluginsPage(Registry registry) {
  List<String> of(List<Contribution> extensions) {
    List<String> page = new ArrayList<>();
    page.add("# Reference of plug-ins");
    page.add("");
    page.add("Printed by `./tenon plugins --markdown`.");
    for (Kind kind : Kind.values()) {
      List<Contribution> ofKind = extensions.stream().filter(one -> one.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        page.addAll(List.of("", "## " + title(kind), ""));
        page.addAll(contents(ofKind));
        ofKind.forEach(extension -> page.addAll(section(extension)));
      }
    }
    return page;
  }

  private static String title(Kind kind) {
    String label = kind.label();
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  private static List<String> contents(List<Contribution> extensions) {
    List<String> rows = new ArrayList<>(List.of("| id | |", "|---|---|"));
    for (Contribution extension : extensions) {
      String summary = Description.of(extension.type()).map(Description::summary).orElse("");
      rows.add(row("[`%s`](#%s)".formatted(extension.id(), anchor(extension)), summary));
    }
    return rows;
  }

  /** As GitHub makes it of the section's heading. */
  private static String anchor(Contribution extension) {
    return extension.kind().label() + "-" + extension.id().replace(".", "");
  }

  private List<String> section(Contribution extension) {
    Optional<Description> description = Description.of(extension.type());
    List<String> section = new ArrayList<>();
    section.add("");
    section.add("### %s `%s`".formatted(extension.kind().label(), extension.id()));
    description.ifPresent(
        said -> {
          section.add("");
          section.addAll(List.of(said.text().split("\n")));
        });
    List<Parameter> settings = registry.parameters(extension);
    if (!settings.isEmpty()) {
      section.addAll(List.of("", "| setting | type | default | meaning |", "|---|---|---|---|"));
      settings.forEach(setting -> section.add(setting(setting, description)));
      description.ifPresent(
          said -> said.choices().forEach((name, of) -> choices(name, of, section)));
    }
    section.add("");
    section.add("In JSON: `%s`".formatted(registry.sample(extension)));
    section.add("");
    section.add(
        "In Java: `%s`, of the plug-in %s"
            .formatted(extension.type().getCanonicalName(), extension.owner().name()));
    return section;
  }

  private static String setting(Parameter setting, Optional<Description> description) {
    String value =
        setting
            .defaultValue()
            .map(json -> "`" + json + "`")
            .orElse(setting.required() ? "required" : "");
    String meaning = description.map(said -> said.settings().get(setting.name())).orElse("");
    return row("`" + setting.name() + "`", setting.type(), value, meaning);
  }

  private static void choices(String setting, Map<String, String> choices, List<String> section) {
    section.addAll(List.of("", "Choices of `" + setting + "`:", ""));
    choices.forEach((name, meaning) -> section.add("- `" + name + "`: " + meaning));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.toString();
  }
}
