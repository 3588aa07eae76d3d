package dev.tenon.plugins.metrics;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * The square root of the {@link MeanSquaredError}: an error in the unit of the targets.
 *
 * <p>Targets are those of {@link MeanSquaredError}, whose mean is exact to 2<sup>-31</sup> an
 * example; the root is taken of the mean over all examples, as in Keras's {@code
 * RootMeanSquaredError}. Example: {@code experiment.withMetrics(new RootMeanSquaredError())}.
 */
public record RootMeanSquaredError() implements Metric {
  @Override
  public Tally empty() {
    return new Root(Mean.of(new MeanSquaredError()));
  }

  private record Root(Mean squares) implements Tally {
    @Override
    public Root add(Outcome outcome) {
      return new Root(squares.add(outcome));
    }

    @Override
    public Root merge(Tally other) {
      if (!(other instanceof Root root)) {
        throw new IllegalArgumentException(
            "only tallies of one metric merge, got " + this + " and " + other);
      }
      return new Root(squares.merge(root.squares));
    }

    @Override
    public double value() {
      return Math.sqrt(squares.value());
    }
  }
}
