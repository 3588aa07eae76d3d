package dev.tenon.testkit;

import dev.tenon.spi.Tally;

/**
 * Tells whether two tallies know the same: they have the same value, and so they do once they are
 * merged with a third, which shows what a value alone hides.
 *
 * @param probe the third
 * @param tolerance by how much values may differ
 */
record Sameness(Tally probe, double tolerance) {
  /** Requires that two tallies know the same. */
  void require(Law law, String how, Tally expected, Tally actual) {
    require(law, how, expected.value(), actual.value());
    require(
        law,
        how + ", then with the tally of other outcomes",
        expected.merge(probe).value(),
        actual.merge(probe).value());
  }

  private void require(Law law, String how, double expected, double actual) {
    law.require(
        Double.compare(expected, actual) == 0 || Math.abs(expected - actual) <= tolerance,
        "%s it has the value %s, not %s",
        how,
        actual,
        expected);
  }
}
