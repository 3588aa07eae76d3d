package dev.tenon.plugins.metrics;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Outcomes to measure. */
final class Outcomes {
  private Outcomes() {}

  static Outcome outcome(int label, float... prediction) {
    return new Outcome(prediction, label, 0);
  }

  /** Outcomes of which so many of each class, by row, are taken for each, by column. */
  static Outcome[] taken(int[]... counts) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        for (int i = 0; i < counts[label][predicted]; i++) {
          float[] prediction = new float[counts.length];
          prediction[predicted] = 1;
          outcomes.add(outcome(label, prediction));
        }
      }
    }
    return outcomes.toArray(Outcome[]::new);
  }

  /** Outcomes of a model of one output, the probability of class 1, of which some are equal. */
  static List<Outcome> ofOneOutput(int count, RandomGenerator random) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outcomes.add(outcome(random.nextInt(2), random.nextInt(17) / 16f));
    }
    return outcomes;
  }

  /** Outcomes of as many classes, of which the true one is likelier than others. */
  static List<Outcome> likely(int count, int classes, RandomGenerator random) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(classes);
      float[] prediction = new float[classes];
      float sum = 0;
      for (int k = 0; k < classes; k++) {
        prediction[k] = (float) Math.exp(2 * random.nextGaussian() + (k == label ? 1 : 0));
        sum += prediction[k];
      }
      for (int k = 0; k < classes; k++) {
        prediction[k] /= sum;
      }
      outcomes.add(outcome(label, prediction));
    }
    return outcomes;
  }

  static double value(Metric metric, List<Outcome> outcomes) {
    Tally tally = metric.empty();
    for (Outcome outcome : outcomes) {
      tally = tally.add(outcome);
    }
    return tally.value();
  }
}
