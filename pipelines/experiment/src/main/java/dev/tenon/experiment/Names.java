package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names layers in the order in which they come, as Keras does, unless they have names. */
final class Names {
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  /** Returns the names of all layers of a list, in order. */
  static List<String> of(List<Placement> layers) {
    Names names = new Names();
    return layers.stream().map(names::next).toList();
  }

  /** Returns the name of the next layer. */
  String next(Placement layer) {
    Optional<String> owner = layer.shares().map(shared -> owners.getOrDefault(shared, shared));
    Optional<String> use = owner.map(name -> name + "[" + count(name + "[]") + "]");
    String name = layer.name().or(() -> use).orElseGet(() -> ordinal(layer));
    owner.ifPresent(first -> owners.put(name, first));
    return name;
  }

  private String ordinal(Placement layer) {
    String base = Contributions.snakeCase(layer.layer().getClass().getSimpleName());
    int before = count(base) - 1;
    return before == 0 ? base : base + "_" + before;
  }

  private int count(String what) {
    return seen.merge(what, 1, Integer::sum);
  }
}
