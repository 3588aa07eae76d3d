package dev.tenon.transforms;

import dev.tenon.spi.Outcome;
import java.util.List;

/**
 * What comes of judging one example.
 *
 * @param loss the weighted sum of the losses of all outputs
 * @param outcomes the outcome of each of the model's outputs, at least one, in the order of the
 *     experiment's
 */
record Judgement(double loss, List<Outcome> outcomes) {
  /** Keeps its own copy of the list. */
  Judgement {
    outcomes = List.copyOf(outcomes);
  }

  /** Returns the outcome of the whole: that of the first output, with the loss of all. */
  Outcome whole() {
    Outcome first = outcomes.get(0);
    return new Outcome(first.prediction(), first.label(), loss);
  }
}
