package dev.tenon.testkit;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import dev.tenon.testkit.Divisions.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How examples are divided among workers, and in which order what these tallied is merged.
 *
 * @param order where each example comes from
 * @param parts which of the ordered examples each worker tallies
 * @param merges which two of the tallies left are merged, one after the other: the first into the
 *     second's place
 */
record Sharding(int[] order, List<Range> parts, List<int[]> merges) {
  /** Draws a division; some workers may have nothing. */
  static Sharding draw(int examples, RandomGenerator random) {
    List<Range> parts = Divisions.ranges(examples, random);
    List<int[]> merges = new ArrayList<>();
    for (int left = parts.size() - 1; left > 0; left--) {
      merges.add(new int[] {random.nextInt(left + 1), random.nextInt(left)});
    }
    return new Sharding(Divisions.order(examples, random), parts, merges);
  }

  /** Tallies and merges. */
  Tally merge(Metric metric, List<Outcome> outcomes) {
    List<Tally> tallies = new ArrayList<>();
    for (Range part : parts) {
      List<Outcome> own = new ArrayList<>();
      for (int i = part.from(); i < part.to(); i++) {
        own.add(outcomes.get(order[i]));
      }
      tallies.add(Tallies.of(metric, own));
    }
    for (int[] merge : merges) {
      Tally one = tallies.remove(merge[0]);
      tallies.set(merge[1], tallies.get(merge[1]).merge(one));
    }
    return tallies.get(0);
  }

  @Override
  public String toString() {
    return "shuffled, tallied in the parts "
        + parts
        + " and merged in the order "
        + merges.stream().map(merge -> merge[0] + " into " + merge[1]).toList();
  }
}
