package dev.tenon.cli;

import dev.tenon.assembly.InstalledPlugin;
import java.util.List;

/** The plug-ins that were found: where they come from, and whether they are used. */
final class PluginTable {
  private static final String UNKNOWN = "-";

  private PluginTable() {}

  /** Returns a row for each. */
  static Table of(List<InstalledPlugin> plugins) {
    Table table = new Table().row("PLUG-IN", "FROM", "VERSION", "STATE");
    for (InstalledPlugin plugin : plugins) {
      table.row(
          plugin.name().orElse(UNKNOWN),
          plugin.origin(),
          plugin.version().orElse(UNKNOWN),
          plugin.isEnabled() ? "enabled" : "disabled: " + plugin.reason());
    }
    return table;
  }
}
