package dev.tenon.cli;

import dev.tenon.assembly.Contribution;
import dev.tenon.assembly.Registry;
import dev.tenon.experiment.Description;
import dev.tenon.experiment.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains an extension to somebody at a terminal.
 *
 * @param registry knows its settings
 * @param columns how wide the terminal is
 */
record Explanation(Registry registry, int columns) {
  private static final int WIDEST = 100;

  List<String> of(Contribution extension) {
    Optional<Description> description = Description.of(extension.type());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s, %s of the plug-in %s"
            .formatted(
                extension.kind().label(),
                extension.id(),
                extension.type().getName(),
                extension.owner().name()));
    lines.add("");
    description.ifPresent(
        said -> {
          lines.addAll(text(said.text(), 0));
          lines.add("");
        });
    List<Parameter> settings = registry.parameters(extension);
    lines.add(settings.isEmpty() ? "It has no settings." : "Settings:");
    settings.forEach(setting -> lines.addAll(setting(setting, description)));
    lines.add("");
    lines.add("In JSON: " + registry.sample(extension));
    lines.add("");
    return lines;
  }

  private List<String> setting(Parameter setting, Optional<Description> description) {
    List<String> lines = new ArrayList<>();
    String value =
        setting
            .defaultValue()
            .map(json -> ", " + json + " by default")
            .orElse(setting.required() ? ", required" : "");
    lines.add("  " + setting.name() + ": " + setting.type() + value);
    description.ifPresent(
        said -> {
          String meaning = said.settings().get(setting.name());
          lines.addAll(meaning == null ? List.of() : text(meaning, 6));
          Map<String, String> choices = said.choices().getOrDefault(setting.name(), Map.of());
          choices.forEach((name, text) -> lines.addAll(text("`" + name + "`: " + text, 6)));
        });
    return lines;
  }

  private List<String> text(String markdown, int indent) {
    int width = Math.min(columns, WIDEST) - indent;
    return PlainText.lines(markdown, width).stream()
        .map(line -> line.isEmpty() ? line : " ".repeat(indent) + line)
        .toList();
  }
}
