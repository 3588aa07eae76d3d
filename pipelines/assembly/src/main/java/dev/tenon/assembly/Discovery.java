package dev.tenon.assembly;

import dev.tenon.spi.Plugin;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the plug-ins on a class path, and what they contribute. */
final class Discovery {
  private Discovery() {}

  /**
   * Returns the plug-ins that a class loader sees.
   *
   * @throws UserError if one cannot be loaded, naming it and the cause
   */
  static List<Plugin> plugins(ClassLoader classes) {
    List<Plugin> found = new ArrayList<>();
    Iterator<ServiceLoader.Provider<Plugin>> providers =
        ServiceLoader.load(Plugin.class, classes).stream().iterator();
    try {
      while (providers.hasNext()) {
        found.add(made(providers.next()));
      }
    } catch (ServiceConfigurationError e) {
      throw new UserError(
          "a plug-in on the class path cannot be loaded: "
              + e.getMessage()
              + "; mend its jar or remove it",
          e);
    }
    return found;
  }

  private static Plugin made(ServiceLoader.Provider<Plugin> provider) {
    try {
      return provider.get();
    } catch (ServiceConfigurationError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserError(
          "the plug-in "
              + provider.type().getName()
              + " cannot be made: "
              + cause
              + "; mend its jar or remove it",
          e);
    }
  }

  /**
   * Returns what plug-ins contribute.
   *
   * @throws UserError if some fail, naming them all
   */
  static List<Contribution> contributions(List<Plugin> plugins) {
    List<Contribution> contributions = new ArrayList<>();
    List<UserError> failures = new ArrayList<>();
    for (Plugin plugin : plugins) {
      try {
        contributions.addAll(Contribution.of(plugin));
      } catch (UserError e) {
        failures.add(e);
      }
    }
    if (failures.isEmpty()) {
      return contributions;
    }
    UserError all =
        new UserError(
            failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
    failures.forEach(all::addSuppressed);
    throw all;
  }
}
