package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names layers in the order in which they come, as Keras does, unless they have names. */
final class Names {
  private final Map<String, Integer> seen = new HashMap<>();

  /** Returns the names of all layers of a list, in order. */
  static List<String> of(List<Placement> layers) {
    Names names = new Names();
    return layers.stream().map(names::next).toList();
  }

  /** Returns the name of the next layer. */
  String next(Placement layer) {
    if (layer.name().isPresent()) {
      return layer.name().get();
    }
    if (layer.shares().isPresent()) {
      String base = layer.shares().get();
      return base + "[" + seen.merge(base + "[]", 1, Integer::sum) + "]";
    }
    String base = Contributions.snakeCase(layer.layer().getClass().getSimpleName());
    int before = seen.merge(base, 1, Integer::sum) - 1;
    return before == 0 ? base : base + "_" + before;
  }
}
