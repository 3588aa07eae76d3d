package dev.tenon.plugins.metrics;

import dev.tenon.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The area under a curve of each class against the rest, from histograms of probabilities. */
interface Curve extends OfSums {
  /** How many thresholds there may be. */
  int MOST_THRESHOLDS = 10_000;

  /** Returns how many thresholds there are: one more than bins. */
  int thresholds();

  /** Returns how areas of classes become one. */
  Averaging average();

  /** Returns the area under the curve of a class; NaN if it has none. */
  double area(Histogram histogram);

  /**
   * How many probabilities of a class are in each bin.
   *
   * @param negatives of examples of other classes
   * @param positives of examples of this class
   */
  record Histogram(long[] negatives, long[] positives) {
    /** Returns how many examples are of other classes. */
    long negative() {
      return LongStream.of(negatives).sum();
    }

    /** Returns how many examples are of this class. */
    long positive() {
      return LongStream.of(positives).sum();
    }

    Histogram plus(Histogram other) {
      Histogram sum = new Histogram(negatives.clone(), positives.clone());
      for (int b = 0; b < negatives.length; b++) {
        sum.negatives[b] += other.negatives[b];
        sum.positives[b] += other.positives[b];
      }
      return sum;
    }
  }

  /** Refuses what would be no curve, and what would be too much to count. */
  static void requireThresholds(int thresholds) {
    if (thresholds < 2 || thresholds > MOST_THRESHOLDS) {
      throw new IllegalArgumentException(
          "thresholds must be from 2 to %d, got %d".formatted(MOST_THRESHOLDS, thresholds));
    }
  }

  @Override
  default boolean add(Outcome outcome, Sums.Change to) {
    float[] row = Rows.of(outcome);
    int bins = thresholds() - 1;
    if (!Rows.areProbabilities(row)) {
      return false;
    }
    for (int k = 0; k < row.length; k++) {
      int own = outcome.label() == k ? 1 : 0;
      to.add((2 * k + own) * bins + Rows.bin(row[k], bins), 1);
    }
    return true;
  }

  @Override
  default double of(Sums sums, long examples) {
    List<Histogram> classes = histograms(sums);
    return switch (average()) {
      case MICRO -> area(classes.stream().reduce(Histogram::plus).orElseThrow());
      case BINARY -> area(classes.get(Averaging.positive(classes.size())));
      case MACRO -> mean(classes, false);
      case WEIGHTED -> mean(classes, true);
    };
  }

  private List<Histogram> histograms(Sums sums) {
    int bins = thresholds() - 1;
    List<Histogram> classes = new ArrayList<>();
    for (int place = 0; place < sums.size(); ) {
      Histogram one = new Histogram(new long[bins], new long[bins]);
      for (long[] counts : List.of(one.negatives, one.positives)) {
        for (int b = 0; b < bins; b++) {
          counts[b] = sums.at(place++);
        }
      }
      // Every class has a probability of every example; places beyond them have none.
      if (one.negative() + one.positive() > 0) {
        classes.add(one);
      }
    }
    return classes;
  }

  private double mean(List<Histogram> classes, boolean weighted) {
    double sum = 0;
    double weights = 0;
    for (Histogram one : classes) {
      double area = area(one);
      double weight = weighted ? one.positive() : 1;
      if (!Double.isNaN(area)) {
        sum += area * weight;
        weights += weight;
      }
    }
    return sum / weights;
  }
}
