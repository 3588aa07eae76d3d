package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The mean of a {@link Measure} over examples, the same to the last bit in whatever order and parts
 * the examples are tallied.
 *
 * <p>Sums of floating-point numbers depend on their order; sums of integers do not. So each number
 * is rounded to a multiple of 2<sup>-30</sup> (about 1e-9) and summed as an integer. Whole numbers,
 * such as the 0 and 1 of an accuracy, are kept exactly.
 *
 * @param measure what is measured
 * @param sum the sum so far, in units of 2<sup>-30</sup>
 * @param count how many examples were measured
 * @param undefined how many of them gave NaN, an infinity, or more than 2<sup>32</sup> in size; if
 *     there are any, the mean is NaN
 */
@API(status = STABLE)
public record Mean(Measure measure, long sum, long count, long undefined) implements Tally {
  private static final double UNIT = 0x1p-30;
  private static final double LARGEST = 0x1p32;

  /** The measure that every evaluation takes; an enum, so that a copy by serialisation is equal. */
  private enum Standard implements Measure {
    LOSS;

    @Override
    public double of(Outcome outcome) {
      return outcome.loss();
    }
  }

  /** Checks the counts. */
  public Mean {
    Objects.requireNonNull(measure, "measure");
    if (undefined < 0 || count < undefined) {
      throw new IllegalArgumentException(
          "counts must not be negative, got " + count + " of which " + undefined + " undefined");
    }
  }

  /**
   * Makes the mean of no examples.
   *
   * @param measure what is measured
   * @return the empty tally
   */
  public static Mean of(Measure measure) {
    return new Mean(measure, 0, 0, 0);
  }

  /** Makes the mean loss of no examples. */
  public static Mean ofLoss() {
    return of(Standard.LOSS);
  }

  @Override
  public Mean add(Outcome outcome) {
    double value = measure.of(outcome);
    boolean defined = Math.abs(value) <= LARGEST;
    long units = defined ? Math.round(value / UNIT) : 0;
    return new Mean(measure, Math.addExact(sum, units), count + 1, undefined + (defined ? 0 : 1));
  }

  @Override
  public Mean merge(Tally other) {
    if (!(other instanceof Mean mean) || !mean.measure.equals(measure)) {
      throw new IllegalArgumentException(
          "only tallies of one metric merge, got " + this + " and " + other);
    }
    return new Mean(
        measure, Math.addExact(sum, mean.sum), count + mean.count, undefined + mean.undefined);
  }

  @Override
  public double value() {
    return count == 0 || undefined > 0 ? Double.NaN : sum * UNIT / count;
  }
}
