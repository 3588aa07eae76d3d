package dev.tenon.assembly;

import dev.tenon.experiment.Catalog;
import dev.tenon.experiment.Parameter;
import dev.tenon.experiment.SampleJson;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The plug-ins that were found, and all extensions of those that can be used. */
public final class Registry implements Catalog {
  private final List<InstalledPlugin> plugins;
  private final Map<Kind, TreeMap<String, Contribution>> byId = new TreeMap<>();
  private final Map<Class<? extends Extension>, Contribution> byType = new HashMap<>();

  /**
   * Takes what was found.
   *
   * @param plugins the plug-ins; those that are enabled do not contradict one another
   */
  Registry(List<InstalledPlugin> plugins) {
    this.plugins = List.copyOf(plugins);
    for (InstalledPlugin plugin : plugins) {
      if (plugin.isEnabled()) {
        plugin.contributions().forEach(this::add);
      }
    }
  }

  private void add(Contribution contribution) {
    byId.computeIfAbsent(contribution.kind(), kind -> new TreeMap<>())
        .put(contribution.id(), contribution);
    byType.put(contribution.type(), contribution);
  }

  @Override
  public Optional<Class<? extends Extension>> find(Kind kind, String id) {
    return Optional.ofNullable(of(kind).get(id)).map(Contribution::type);
  }

  @Override
  public Optional<String> idOf(Class<? extends Extension> type) {
    return Optional.ofNullable(byType.get(type)).map(Contribution::id);
  }

  @Override
  public SortedSet<String> ids(Kind kind) {
    return new TreeSet<>(of(kind).keySet());
  }

  @Override
  public Optional<String> whyMissing(Kind kind, String id) {
    String reasons =
        plugins.stream()
            .filter(plugin -> !plugin.isEnabled() && plugin.mayOffer(kind, id))
            .map(plugin -> plugin.title() + " would offer it, but is disabled: " + plugin.reason())
            .collect(Collectors.joining("; "));
    return Optional.of(reasons).filter(told -> !told.isEmpty());
  }

  private TreeMap<String, Contribution> of(Kind kind) {
    return byId.getOrDefault(kind, new TreeMap<>());
  }

  /** Returns the plug-ins that were found, in the order in which they were taken. */
  public List<InstalledPlugin> plugins() {
    return plugins;
  }

  /** Returns all extensions, by kind and id. */
  public List<Contribution> contributions() {
    return byId.values().stream().flatMap(ids -> ids.values().stream()).toList();
  }

  /**
   * Lists what can be set in an extension.
   *
   * @param contribution the extension
   * @return its parameters in order, with their defaults
   */
  public List<Parameter> parameters(Contribution contribution) {
    return Parameter.of(contribution.type(), this);
  }

  /**
   * Shows how an extension is written in JSON.
   *
   * @param contribution the extension
   * @return JSON in one line, with made-up values for what is required
   */
  public String sample(Contribution contribution) {
    return SampleJson.of(contribution.type(), this);
  }
}
