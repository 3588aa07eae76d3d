package dev.tenon.plugins.metrics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums of integers at numbered places, the same in whatever order they are taken: an immutable
 * value.
 *
 * <p>Places are kept in chunks that are shared between values and copied when they change, so that
 * adding to some of many places is cheap; chunks of zeros are not kept.
 *
 * @param chunks the sums, or null for a chunk of zeros
 */
record Sums(long[][] chunks) implements Serializable {
  /** What a number is rounded to a multiple of before it is summed. */
  static final double UNIT = 0x1p-30;

  /** Zeros at all places. */
  static final Sums ZERO = new Sums(new long[0][]);

  private static final int CHUNK = 16;

  /** Changes sums, of which it copies what it changes. */
  static final class Change {
    private final long[][] before;
    private long[][] after;

    private Change(Sums sums) {
      before = sums.chunks;
      after = before.clone();
    }

    /** Adds an amount that is not negative at a place. */
    void add(int place, long amount) {
      if (amount == 0) {
        return;
      }
      int c = place / CHUNK;
      if (c >= after.length) {
        after = Arrays.copyOf(after, c + 1);
      }
      if (after[c] == null) {
        after[c] = new long[CHUNK];
      } else if (c < before.length && after[c] == before[c]) {
        after[c] = before[c].clone();
      }
      after[c][place % CHUNK] = Math.addExact(after[c][place % CHUNK], amount);
    }

    /** Returns the changed sums, after which nothing may be added. */
    Sums made() {
      return new Sums(after);
    }
  }

  /** Returns what changes a copy of these sums. */
  Change change() {
    return new Change(this);
  }

  /** Returns the sums of both. */
  Sums plus(Sums other) {
    Change change = change();
    for (int place = 0; place < other.size(); place++) {
      change.add(place, other.at(place));
    }
    return change.made();
  }

  /** Returns the number of places from which on all are zero. */
  int size() {
    return chunks.length * CHUNK;
  }

  /** Returns the sum at a place. */
  long at(int place) {
    int c = place / CHUNK;
    return c < chunks.length && chunks[c] != null ? chunks[c][place % CHUNK] : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sums sums && Arrays.deepEquals(chunks, sums.chunks);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(chunks);
  }

  @Override
  public String toString() {
    return "Sums" + Arrays.deepToString(chunks);
  }
}
