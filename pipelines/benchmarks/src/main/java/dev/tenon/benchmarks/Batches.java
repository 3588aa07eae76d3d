package dev.tenon.benchmarks;

import java.util.List;

/** A few batches of noise, again and again. */
final class Batches {
  private static final int COUNT = 4;

  private final List<Samples> batches;
  private int taken;

  Batches(Workload workload, int classes) {
    batches = Samples.of(workload, classes, COUNT);
  }

  Samples next() {
    return batches.get(taken++ % COUNT);
  }
}
