package dev.tenon.training;

import java.util.Arrays;

/**
 * Who reads what: how an epoch's records are divided. It depends on the seed, the epoch, the number
 * of records, and the worker or slice and their number, and on nothing else.
 */
final class Shards {
  private final Shuffle shuffle;
  private final int records;
  // Rounds of one epoch come one after the other, and an order takes as long as its records.
  private int epoch;
  private int[] order;

  /**
   * Divides records.
   *
   * @param shuffle gives the order of an epoch
   * @param records how many there are
   */
  Shards(Shuffle shuffle, int records) {
    this.shuffle = shuffle;
    this.records = records;
  }

  int records() {
    return records;
  }

  /**
   * Returns the indices of some of a worker's records in an epoch, in order. Every worker has its
   * turn to the next record, so what they have differs by one record at most.
   *
   * @param epoch the epoch, from 1
   * @param worker which worker, from 0
   * @param workers how many there are
   * @param from the place among the worker's records of the first one to return
   * @param to the place after the last, which may be beyond the worker's records
   */
  int[] ofWorker(int epoch, int worker, int workers, long from, long to) {
    int[] all = order(epoch);
    int begin = Math.toIntExact(from);
    int count = clamped(size(worker, workers), from, to);
    int[] own = new int[count];
    for (int i = 0; i < count; i++) {
      own[i] = all[(begin + i) * workers + worker];
    }
    return own;
  }

  /** Returns how many records a worker has; the first has no fewer than any other. */
  int size(int worker, int workers) {
    return (records - worker + workers - 1) / workers;
  }

  /** Returns how many of a number of records lie between two places. */
  static int clamped(int count, long from, long to) {
    return (int) Math.max(0, Math.min(count, to) - from);
  }

  /**
   * Returns the indices of the records of one slice of a batch. The last batch of an epoch may be
   * smaller, and its slices differ by one record at most; some may be empty.
   *
   * @param epoch the epoch, from 1
   * @param from the place of the batch's first record in the epoch
   * @param batch the number of records in a full batch
   * @param slice which slice, from 0
   * @param slices how many slices a batch has
   */
  int[] ofSlice(int epoch, long from, int batch, int slice, int slices) {
    int[] all = order(epoch);
    int size = clamped(records, from, from + batch);
    int begin = Math.toIntExact(from);
    return Arrays.copyOfRange(
        all, begin + place(size, slice, slices), begin + place(size, slice + 1, slices));
  }

  private static int place(int size, int slice, int slices) {
    return Math.toIntExact((long) size * slice / slices);
  }

  private int[] order(int wanted) {
    if (order == null || epoch != wanted) {
      order = shuffle.order(wanted, records);
      epoch = wanted;
    }
    return order;
  }
}
