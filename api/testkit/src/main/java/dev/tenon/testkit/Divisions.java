package dev.tenon.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws orders and divisions. */
final class Divisions {
  private Divisions() {}

  /** Draws an order of the numbers from 0: each is as likely. */
  static int[] order(int count, RandomGenerator random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Returns a list in a drawn order. */
  static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
    List<T> shuffled = new ArrayList<>();
    for (int i : order(list.size(), random)) {
      shuffled.add(list.get(i));
    }
    return shuffled;
  }

  /** Divides the numbers from 0 into ranges, of which some may be empty. */
  static List<Range> ranges(int count, RandomGenerator random) {
    List<Range> ranges = new ArrayList<>();
    int longest = 1 + random.nextInt(count + 1);
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + random.nextInt(longest + 1));
      ranges.add(new Range(from, to));
      from = to;
    }
    return ranges;
  }

  /** The numbers from one up to and without another. */
  record Range(int from, int to) {
    @Override
    public String toString() {
      return "[" + from + ", " + to + ")";
    }
  }
}
