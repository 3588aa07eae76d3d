package dev.tenon.assembly;

import dev.tenon.experiment.Catalog;
import dev.tenon.experiment.Parameter;
import dev.tenon.experiment.SampleJson;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.UserError;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All extensions that the installed plug-ins contribute. */
public final class Registry implements Catalog {
  private final Map<Kind, TreeMap<String, Contribution>> byId = new TreeMap<>();
  private final Map<Class<? extends Extension>, Contribution> byType = new HashMap<>();

  /**
   * Takes what was bound.
   *
   * @param bound what each plug-in contributes
   * @throws UserError if two plug-ins use one id, naming both
   */
  @Inject
  Registry(Map<ContributionKey, Set<Contribution>> bound) {
    List<Contribution> all =
        bound.values().stream()
            .flatMap(Collection::stream)
            .sorted(Comparator.comparing(c -> c.owner().type().getName()))
            .toList();
    Map<String, Owner> owners = new HashMap<>();
    SortedSet<String> clashes = new TreeSet<>();
    for (Contribution contribution : all) {
      Owner owner = contribution.owner();
      Owner sameName = owners.putIfAbsent(owner.name(), owner);
      Contribution sameId =
          byId.computeIfAbsent(contribution.kind(), kind -> new TreeMap<>())
              .putIfAbsent(contribution.id(), contribution);
      Contribution sameType = byType.putIfAbsent(contribution.type(), contribution);
      if (sameName != null && !sameName.equals(owner)) {
        clashes.add(
            "the plug-in name '" + owner.name() + "' is used by " + sameName + " and " + owner);
      }
      if (sameId != null) {
        clashes.add(named(contribution) + " comes from both " + sameId.owner() + " and " + owner);
      } else if (sameType != null) {
        String both = named(sameType) + " of " + sameType.owner() + " and " + named(contribution);
        clashes.add(contribution.type().getName() + " is both " + both + " of " + owner);
      }
    }
    if (!clashes.isEmpty()) {
      throw new UserError(
          String.join("; ", clashes) + ": remove one of the plug-ins, or rename what it has");
    }
  }

  private static String named(Contribution contribution) {
    return "the " + contribution.kind().label() + " '" + contribution.id() + "'";
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

  private TreeMap<String, Contribution> of(Kind kind) {
    return byId.getOrDefault(kind, new TreeMap<>());
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
