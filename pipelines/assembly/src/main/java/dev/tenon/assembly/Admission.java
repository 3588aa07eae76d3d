package dev.tenon.assembly;

import dev.tenon.experiment.ModelPlugin;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Plugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes plug-ins one after the other, each as a whole or not at all: what is amiss with one has no
 * effect on those that came before it.
 */
final class Admission {
  private static final Set<String> STANDARD =
      Set.of("dev.tenon.plugins.StandardPlugin", ModelPlugin.class.getName());

  private final PluginChoice choice;
  private final Construction construction;
  private final List<InstalledPlugin> plugins = new ArrayList<>();
  private final Map<String, InstalledPlugin> byName = new HashMap<>();
  private final Map<Key, Contribution> byKey = new HashMap<>();
  private final Map<Class<?>, Contribution> byType = new HashMap<>();

  /** What an extension is found by. */
  private record Key(Kind kind, String id) {}

  private Admission(Options options) {
    this.choice = options.plugins();
    this.construction = new Construction(options.cache());
  }

  /**
   * Takes plug-ins: first the standard ones, then others on the class path in the order of their
   * names, then those from jars.
   *
   * @param onClassPath what the class path names
   * @param inJars what jars name, in the order in which they are to be taken
   * @return all of them, and what became of each
   */
  static List<InstalledPlugin> of(
      Options options, List<Candidate> onClassPath, List<Candidate> inJars) {
    Admission admission = new Admission(options);
    List<Candidate> all = new ArrayList<>(onClassPath);
    all.sort(
        Comparator.comparing((Candidate candidate) -> !isStandard(candidate))
            .thenComparing(candidate -> candidate.name().orElse(""))
            .thenComparing(candidate -> candidate.type().map(Class::getName).orElse(""))
            .thenComparing(Candidate::origin));
    all.addAll(inJars);
    all.forEach(admission::take);
    return List.copyOf(admission.plugins);
  }

  private static boolean isStandard(Candidate candidate) {
    return candidate.type().map(Class::getName).filter(STANDARD::contains).isPresent();
  }

  private void take(Candidate candidate) {
    boolean allowed =
        isStandard(candidate) || candidate.name().map(choice::allows).orElse(!choice.restricted());
    if (!allowed) {
      String reason = candidate.fault().orElse("it is not among the plug-ins that are allowed");
      plugins.add(installed(candidate, InstalledPlugin.State.NOT_ALLOWED, reason, List.of()));
      return;
    }
    List<Contribution> contributed = new ArrayList<>();
    Optional<String> fault =
        candidate
            .fault()
            .or(() -> nameTaken(candidate))
            .or(() -> failure(candidate, contributed))
            .or(() -> clash(contributed));
    InstalledPlugin.State state =
        fault.isEmpty() ? InstalledPlugin.State.ENABLED : InstalledPlugin.State.BROKEN;
    InstalledPlugin plugin = installed(candidate, state, fault.orElse(""), contributed);
    plugins.add(plugin);
    if (plugin.isEnabled()) {
      byName.put(candidate.name().orElseThrow(), plugin);
      for (Contribution contribution : contributed) {
        byKey.put(new Key(contribution.kind(), contribution.id()), contribution);
        byType.put(contribution.type(), contribution);
      }
    }
  }

  private static InstalledPlugin installed(
      Candidate candidate,
      InstalledPlugin.State state,
      String reason,
      List<Contribution> contributions) {
    return new InstalledPlugin(
        candidate.name(),
        candidate.origin(),
        candidate.version(),
        state,
        reason,
        List.copyOf(contributions));
  }

  private Optional<String> nameTaken(Candidate candidate) {
    return candidate
        .name()
        .map(byName::get)
        .map(other -> "its name is that of the " + other.title());
  }

  /** Lets the plug-in contribute; whatever of it fails is its own matter. */
  private Optional<String> failure(Candidate candidate, List<Contribution> contributed) {
    Class<? extends Plugin> type = candidate.type().orElseThrow();
    Plugin plugin;
    try {
      plugin = construction.make(type, candidate.info().orElseThrow());
    } catch (Exception | LinkageError | AssertionError e) {
      return Optional.of("it cannot be made: " + Faults.told(e));
    }
    try {
      contributed.addAll(Contribution.of(plugin, candidate.name().orElseThrow()));
      return Optional.empty();
    } catch (Exception | LinkageError | AssertionError e) {
      return Optional.of("it cannot contribute: " + Faults.told(e));
    }
  }

  private Optional<String> clash(List<Contribution> contributed) {
    Set<Key> ids = new HashSet<>();
    Map<Class<?>, Contribution> types = new HashMap<>();
    for (Contribution contribution : contributed) {
      Key key = new Key(contribution.kind(), contribution.id());
      if (byKey.containsKey(key)) {
        return Optional.of(
            contribution.title() + " is contributed by " + byKey.get(key).owner() + " already");
      }
      if (!ids.add(key)) {
        return Optional.of("it contributes " + contribution.title() + " twice");
      }
      Contribution sameType =
          byType.getOrDefault(
              contribution.type(), types.putIfAbsent(contribution.type(), contribution));
      if (sameType != null) {
        return Optional.of(
            contribution.type().getName()
                + " is both "
                + sameType.title()
                + " of "
                + sameType.owner()
                + " and "
                + contribution.title());
      }
    }
    return Optional.empty();
  }
}
