package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * What evaluation measures, as a monoid: {@link #empty} tallies of parts of the data can be merged
 * in any order.
 */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Metric extends Extension {
  /** Returns the tally of no examples. */
  Tally empty();
}
