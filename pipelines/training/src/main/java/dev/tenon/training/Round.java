package dev.tenon.training;

import java.io.Serializable;
import java.util.List;

/**
 * A round: steps in a row that workers take before they exchange what they have.
 *
 * @param epoch the epoch, from 1
 * @param before steps done before the epoch
 * @param first the round's first step in its epoch, from 0
 * @param steps steps in the whole epoch
 * @param examples how many examples all workers together learn from in the round
 * @param rates the learning rate of each of the round's steps
 */
public record Round(
    int epoch, long before, long first, long steps, long examples, List<Double> rates)
    implements Serializable {
  /** Keeps its own copy of the rates, of which there must be one at least. */
  public Round {
    rates = List.copyOf(rates);
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("a round needs a step");
    }
  }

  /** Returns how many steps the round has. */
  public int size() {
    return rates.size();
  }

  /** Returns how many steps of the epoch are done after the round. */
  long end() {
    return first + size();
  }

  /** Returns the learning rate after a number of steps since training began. */
  double rate(long done) {
    return rates.get(Math.toIntExact(done - before - first));
  }

  /** Returns what notices that numbers are no longer finite. */
  Divergence divergence() {
    return new Divergence(epoch, steps, step -> rate(before + step - 1), "checkpoints");
  }
}
