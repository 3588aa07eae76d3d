package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measured times, or what was made of them.
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
    return of(times, Double.POSITIVE_INFINITY, what);
  }

  /** Measures something again and again, but at least once, until some seconds are over. */
  static Times of(int times, double seconds, Runnable what) {
    List<Double> millis = new ArrayList<>();
    long begin = System.nanoTime();
    long end = begin;
    while (millis.size() < times && (millis.isEmpty() || end - begin < seconds * 1e9)) {
      long start = end;
      what.run();
      end = System.nanoTime();
      millis.add((end - start) / 1e6);
    }
    return new Times(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }

  double median() {
    int half = millis.length / 2;
    return millis.length % 2 == 1 ? millis[half] : (millis[half - 1] + millis[half]) / 2;
  }

  double best() {
    return millis[0];
  }

  double worst() {
    return millis[millis.length - 1];
  }

  /** Writes the median, and if there are several numbers, the least and the largest. */
  String spread() {
    return millis.length == 1
        ? number(median())
        : "%s (%s to %s)".formatted(number(median()), number(best()), number(worst()));
  }

  /** Writes a number with three digits, or more before the point. */
  static String number(double value) {
    return (value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f").formatted(value);
  }
}
