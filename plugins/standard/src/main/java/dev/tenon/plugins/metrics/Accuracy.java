package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * How often the class with the largest prediction is the true one: a share from 0 to 1.
 *
 * <p>It is {@code correct / examples}. Of equal predictions the first counts, as in Keras. Example:
 * {@code experiment.withMetrics(new Accuracy())}.
 */
public record Accuracy() implements Metric, Measure {
  @Override
  public Tally empty() {
    return Mean.of(this);
  }

  @Override
  public double of(Outcome outcome) {
    return outcome.predicted() == outcome.label() ? 1 : 0;
  }
}
