package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.History;
import java.util.Map;

/**
 * All that training needs to go on after an epoch.
 *
 * @param step steps done
 * @param history the results of the epochs done
 * @param values the variables by path
 */
record Checkpoint(long step, History history, Map<String, NDArray> values) {
  int epoch() {
    return history.epochs().size();
  }
}
