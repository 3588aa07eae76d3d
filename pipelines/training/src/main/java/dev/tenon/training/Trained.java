package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.History;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What training ends with.
 *
 * @param history the results of all epochs
 * @param values the final variables by path: parameters, moving statistics, optimizer slots; those
 *     of an earlier epoch if a listener restored it. A model is evaluated by what {@link StandIns}
 *     makes of them
 */
public record Trained(History history, Map<String, NDArray> values) {
  /** Keeps its own copy of the map, in order; not of the arrays. */
  public Trained {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
