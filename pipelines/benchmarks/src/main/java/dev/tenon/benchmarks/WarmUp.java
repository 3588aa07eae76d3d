package dev.tenon.benchmarks;

import java.util.Arrays;

/**
 * What is done before a measurement, until the time that one run takes has settled: the medians of
 * three windows in a row lie within 2 % of each other.
 *
 * @param window runs in a window
 * @param seconds how long to wait for that at most
 */
record WarmUp(int window, double seconds) {
  private static final int WINDOWS = 3;
  private static final double TOLERANCE = 0.02;

  /**
   * How a warm-up ended.
   *
   * @param runs how many runs it took
   * @param settled whether the time had settled by then
   */
  record Outcome(int runs, boolean settled) {}

  /** Runs something until its time has settled, or its time is up. */
  Outcome of(Runnable what) {
    double[] medians = new double[WINDOWS];
    Arrays.fill(medians, Double.POSITIVE_INFINITY);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int windows = 1; ; windows++) {
      medians[windows % WINDOWS] = Times.of(window, what).median();
      if (settled(medians)) {
        return new Outcome(windows * window, true);
      }
      if (System.nanoTime() > end) {
        return new Outcome(windows * window, false);
      }
    }
  }

  /** Tells whether the largest of some numbers is hardly larger than the least. */
  static boolean settled(double... medians) {
    Times sorted = new Times(medians);
    return sorted.worst() <= sorted.best() * (1 + TOLERANCE);
  }

  /** Writes how many runs the JVMs took to warm up, and whether that was not enough. */
  static String cell(Times runs, Times settled) {
    String all = "%.0f".formatted(runs.median());
    return settled.best() < 1 ? all + ", not warm" : all;
  }
}
