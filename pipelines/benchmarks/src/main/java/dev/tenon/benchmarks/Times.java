package dev.tenon.benchmarks;

import java.util.Arrays;

/**
 * Measured times.
 *
 * @param millis one number a measurement, ascending
 */
record Times(double[] millis) {
  Times {
    millis = millis.clone();
    Arrays.sort(millis);
  }

  /** Measures something again and again. */
  static Times of(int times, Runnable what) {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      what.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return new Times(millis);
  }

  double median() {
    int half = millis.length / 2;
    return millis.length % 2 == 1 ? millis[half] : (millis[half - 1] + millis[half]) / 2;
  }

  double best() {
    return millis[0];
  }
}
