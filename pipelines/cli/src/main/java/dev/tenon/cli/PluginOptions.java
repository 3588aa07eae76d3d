package dev.tenon.cli;

import dev.tenon.assembly.Options;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which plug-ins are used besides the standard ones, for all commands. */
final class PluginOptions {
  private static final String FOLDER = "TENON_PLUGINS";

  @Option(
      names = "--plugins",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "Use the plug-ins in this folder's jars, each by itself, besides those on the class path;"
              + " by default the folder that TENON_PLUGINS names.")
  private Path folder;

  @Option(
      names = "--allow-plugins",
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "NAME",
      description = "Use no other plug-ins than these and the standard ones.")
  private List<String> allowed;

  /** Returns options with what was chosen. */
  Options applied(Options options) {
    Options chosen = options;
    String named = System.getenv(FOLDER);
    if (folder != null) {
      chosen = chosen.withPlugins(folder);
    } else if (named != null && !named.isBlank()) {
      chosen = chosen.withPlugins(Path.of(named));
    }
    return allowed == null
        ? chosen
        : chosen.withAllowedPlugins(
            allowed.stream().filter(name -> !name.isBlank()).toArray(String[]::new));
  }

  /** Returns what to type for the same choice again, nothing where nothing was chosen. */
  String typed() {
    String typed = folder == null ? "" : " --plugins " + folder;
    return allowed == null ? typed : typed + " --allow-plugins " + String.join(",", allowed);
  }
}
