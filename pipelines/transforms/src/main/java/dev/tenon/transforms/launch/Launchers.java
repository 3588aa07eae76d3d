package dev.tenon.transforms.launch;

import dev.tenon.spi.UserError;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The runners on the class path. */
public final class Launchers {
  private Launchers() {}

  /**
   * Makes a launcher of a runner.
   *
   * @param runner the runner's name, such as {@code direct}
   * @param beamOptions Beam's options as the user gave them
   * @return the launcher
   * @throws UserError if the runner is not on the class path, or does not take the options
   */
  public static Launcher find(String runner, List<String> beamOptions) {
    TreeMap<String, LauncherProvider> providers = new TreeMap<>();
    try {
      ServiceLoader.load(LauncherProvider.class).forEach(provider -> add(providers, provider));
    } catch (ServiceConfigurationError e) {
      throw new UserError("a runner on the class path cannot be loaded: " + e.getMessage(), e);
    }
    LauncherProvider provider = providers.get(runner);
    if (provider == null) {
      throw new UserError(
          "there is no runner '%s' on the class path, only %s; ./tenon builds and adds the one that --runner names, if it is a folder in runners/, such as flink"
              .formatted(runner, String.join(", ", providers.keySet())));
    }
    return provider.launcher(beamOptions);
  }

  private static void add(TreeMap<String, LauncherProvider> providers, LauncherProvider one) {
    LauncherProvider other = providers.put(one.name(), one);
    if (other != null) {
      throw new UserError(
          "two runners are named '%s': %s and %s; remove one from the class path"
              .formatted(one.name(), other.getClass().getName(), one.getClass().getName()));
    }
  }
}
