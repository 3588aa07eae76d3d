package dev.tenon.plugins.metrics;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.Serializable;

/** A metric that follows from sums of integers over examples. */
interface OfSums extends Metric, Serializable {
  /**
   * Adds what an example contributes.
   *
   * @param outcome the example's
   * @param to the sums to add to
   * @return false, with nothing added, if the prediction is none that can be measured
   */
  boolean add(Outcome outcome, Sums.Change to);

  /**
   * Measures.
   *
   * @param sums the sums of one example or more
   * @param examples how many examples
   */
  double of(Sums sums, long examples);

  @Override
  default Tally empty() {
    return new Summed(this, Sums.ZERO, 0, 0);
  }

  /** The sums so far; the value is NaN if any example is undefined, as that of a mean. */
  record Summed(OfSums metric, Sums sums, long examples, long undefined) implements Tally {
    @Override
    public Summed add(Outcome outcome) {
      Sums.Change change = sums.change();
      return metric.add(outcome, change)
          ? new Summed(metric, change.made(), examples + 1, undefined)
          : new Summed(metric, sums, examples + 1, undefined + 1);
    }

    @Override
    public Summed merge(Tally other) {
      if (!(other instanceof Summed summed) || !summed.metric.equals(metric)) {
        throw new IllegalArgumentException(
            "only tallies of one metric merge, got " + this + " and " + other);
      }
      return new Summed(
          metric, sums.plus(summed.sums), examples + summed.examples, undefined + summed.undefined);
    }

    @Override
    public double value() {
      return examples == 0 || undefined > 0 ? Double.NaN : metric.of(sums, examples);
    }
  }
}
