package dev.tenon.spi;

/**
 * What evaluation measures, as a monoid: {@link #empty} tallies of parts of the data can be merged
 * in any order.
 */
@FunctionalInterface
public non-sealed interface Metric extends Extension {
  /** Returns the tally of no examples. */
  Tally empty();
}
