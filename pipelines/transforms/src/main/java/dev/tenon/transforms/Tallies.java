package dev.tenon.transforms;

import dev.tenon.experiment.Score;
import dev.tenon.spi.ConfusionMatrix;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import dev.tenon.training.Measured;
import dev.tenon.training.TallyClasses;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model after some examples.
 *
 * @param loss the mean loss
 * @param metrics what else the experiment measures by name, in order
 * @param classes how often each class was taken for each, by the first output
 */
record Tallies(Mean loss, LinkedHashMap<String, Tally> metrics, ConfusionMatrix classes) {
  private static final String LOSS = "loss";
  private static final String CLASSES = "classes";

  /** Makes the tallies of no examples. */
  static Tallies of(List<Score> scores) {
    LinkedHashMap<String, Tally> metrics = new LinkedHashMap<>();
    scores.forEach(score -> metrics.put(score.name(), score.metric().empty()));
    return new Tallies(Mean.ofLoss(), metrics, ConfusionMatrix.EMPTY);
  }

  /**
   * Adds an example.
   *
   * @param judgement what came of it
   * @param scores what is measured, as when these tallies were made
   */
  Tallies add(Judgement judgement, List<Score> scores) {
    LinkedHashMap<String, Tally> more = new LinkedHashMap<>(metrics);
    for (Score score : scores) {
      Outcome outcome = judgement.outcomes().get(score.output());
      more.computeIfPresent(score.name(), (name, tally) -> tally.add(outcome));
    }
    Outcome whole = judgement.whole();
    return new Tallies(loss.add(whole), more, classes.add(whole));
  }

  Tallies merge(Tallies other) {
    LinkedHashMap<String, Tally> sum = new LinkedHashMap<>();
    for (Map.Entry<String, Tally> metric : metrics.entrySet()) {
      Tally theirs = other.metrics.get(metric.getKey());
      sum.put(metric.getKey(), metric.getValue().merge(theirs));
    }
    return new Tallies(loss.merge(other.loss), sum, classes.merge(other.classes));
  }

  /** Returns bytes, the same for equal tallies. */
  byte[] toBytes() {
    Map<String, Tally> others = new LinkedHashMap<>();
    others.put(LOSS, loss);
    others.put(CLASSES, classes);
    return Measured.bytes(List.of(metrics, others));
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IOException if it is something else
   */
  static Tallies of(byte[] bytes, TallyClasses places) throws IOException {
    List<Map<String, Tally>> read = Measured.read(bytes, places);
    Map<String, Tally> others = read.get(1);
    return new Tallies(
        (Mean) others.get(LOSS),
        new LinkedHashMap<>(read.get(0)),
        (ConfusionMatrix) others.get(CLASSES));
  }
}
