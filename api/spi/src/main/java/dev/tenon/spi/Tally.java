package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import org.apiguardian.api.API;

/**
 * What a {@link Metric} knows after some examples: an immutable value with an associative and
 * commutative {@link #merge}.
 *
 * <p>It travels between workers and into checkpoints by Java's serialisation, and there it may
 * consist of records, enums, arrays, other tallies and values of {@code java.lang}, {@code
 * java.util} and {@code java.math} alone.
 */
@API(status = STABLE)
public interface Tally extends Serializable {
  /**
   * Returns this tally with one example more.
   *
   * @param outcome a prediction and what it should have been
   * @return the new tally
   */
  Tally add(Outcome outcome);

  /**
   * Returns the tally of this one's examples and another's.
   *
   * @param other a tally of the same metric
   * @return the merged tally
   */
  Tally merge(Tally other);

  /** Returns the metric's value over the examples tallied; NaN if there are none. */
  double value();
}
