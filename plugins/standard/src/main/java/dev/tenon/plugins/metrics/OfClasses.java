package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.Serializable;

/** A metric that follows from how often each class was taken for each: whole numbers. */
interface OfClasses extends Metric, Serializable {
  /**
   * Measures.
   *
   * @param matrix counts of one example or more
   */
  double of(ConfusionMatrix matrix);

  @Override
  default Tally empty() {
    return new Counts(this, ConfusionMatrix.EMPTY);
  }

  /** The counts so far. */
  record Counts(OfClasses metric, ConfusionMatrix matrix) implements Tally {
    @Override
    public Counts add(Outcome outcome) {
      Outcome ofRow = new Outcome(Rows.of(outcome), outcome.label(), outcome.loss());
      return new Counts(metric, matrix.add(ofRow));
    }

    @Override
    public Counts merge(Tally other) {
      if (!(other instanceof Counts counts) || !counts.metric.equals(metric)) {
        throw new IllegalArgumentException(
            "only tallies of one metric merge, got " + this + " and " + other);
      }
      return new Counts(metric, matrix.merge(counts.matrix));
    }

    @Override
    public double value() {
      return matrix.classes() == 0 ? Double.NaN : metric.of(matrix);
    }
  }
}
