package dev.tenon.testkit;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Outcomes and their tallies. */
final class Tallies {
  private static final int SHOWN = 4;

  private Tallies() {}

  /** Tallies outcomes one after the other. */
  static Tally of(Metric metric, List<Outcome> outcomes) {
    Tally tally = metric.empty();
    for (Outcome outcome : outcomes) {
      tally = tally.add(outcome);
    }
    return tally;
  }

  /** Draws probabilities of a few classes, all with as many. */
  static List<Outcome> outcomes(int count, RandomGenerator random) {
    int classes = random.nextInt(2, 7);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] prediction = new float[classes];
      float sum = 0;
      for (int c = 0; c < classes; c++) {
        prediction[c] = 1 + random.nextInt(5);
        sum += prediction[c];
      }
      for (int c = 0; c < classes; c++) {
        prediction[c] /= sum;
      }
      int label = random.nextInt(classes);
      outcomes.add(new Outcome(prediction, label, -Math.log(prediction[label])));
    }
    return outcomes;
  }

  /** Returns outcomes of which one, as from a model that diverged, is no number. */
  static List<Outcome> withoutNumber(List<Outcome> outcomes, RandomGenerator random) {
    List<Outcome> changed = new ArrayList<>(outcomes);
    int at = random.nextInt(outcomes.size());
    float[] prediction = outcomes.get(at).prediction().clone();
    Arrays.fill(prediction, Float.NaN);
    changed.set(at, new Outcome(prediction, outcomes.get(at).label(), Double.NaN));
    return changed;
  }

  /** Says what outcomes are; of many, the first. */
  static String describe(List<Outcome> outcomes) {
    String shown =
        outcomes.stream()
            .limit(SHOWN)
            .map(o -> "label " + o.label() + " of " + Arrays.toString(o.prediction()))
            .collect(Collectors.joining(", "));
    return switch (outcomes.size()) {
      case 0 -> "no outcomes";
      case 1 -> "1 outcome: " + shown;
      default ->
          outcomes.size()
              + (outcomes.size() > SHOWN ? " outcomes, the first of them " : " outcomes: ")
              + shown;
    };
  }
}
