package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.History;
import java.util.Map;
import java.util.Optional;

/**
 * All that training needs to go on after an epoch, or after some rounds of one.
 *
 * @param step steps done
 * @param history the results of the epochs done
 * @param values the variables by path
 * @param measured what was measured in the epoch on the way; empty after an epoch
 */
record Checkpoint(
    long step, History history, Map<String, NDArray> values, Optional<Measured> measured) {
  Checkpoint(long step, History history, Map<String, NDArray> values) {
    this(step, history, values, Optional.empty());
  }

  int epoch() {
    return history.epochs().size();
  }
}
