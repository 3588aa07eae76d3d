package dev.tenon.training;

import dev.tenon.spi.Seeds;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The order in which an epoch goes through the data: a pure function of the seed, of the epoch and
 * of the number of records.
 *
 * @param seed the experiment's seed
 */
public record Shuffle(long seed) {
  /**
   * Returns a permutation, by Fisher and Yates; all are equally likely.
   *
   * @param epoch the epoch, from 1
   * @param size the number of records
   * @return the records' indices
   */
  public int[] order(int epoch, int size) {
    RandomGenerator random = Seeds.random(seed, "shuffle", epoch);
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
