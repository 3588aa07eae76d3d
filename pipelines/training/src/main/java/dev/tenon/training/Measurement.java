package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The mean loss and the metrics of a growing number of examples. */
final class Measurement {
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /**
   * Begins without examples.
   *
   * @param experiment says what to measure besides the loss
   */
  Measurement(Experiment experiment) {
    tallies.put(StepGraph.LOSS, Mean.ofLoss());
    int place = 0;
    for (Metric metric : experiment.metrics()) {
      tallies.put(experiment.metricNames().get(place++), metric.empty());
    }
  }

  /**
   * Takes a batch.
   *
   * @param prediction the model's output {@code [N, classes]}
   * @param label the true classes {@code [N]}
   * @param loss gives each example's loss, by its place in the batch
   */
  void add(NDArray prediction, NDArray label, IntToDoubleFunction loss) {
    LongBuffer labels = label.longs();
    FloatBuffer rows = prediction.floats();
    int classes = Math.toIntExact(prediction.shape().last());
    for (int i = 0; i < labels.capacity(); i++) {
      float[] row = new float[classes];
      rows.get(row);
      Outcome outcome = new Outcome(row, Math.toIntExact(labels.get(i)), loss.applyAsDouble(i));
      tallies.replaceAll((name, tally) -> tally.add(outcome));
    }
  }

  /** Takes a step of training. The graph gives the batch's mean loss only, for each example. */
  void add(StepGroup.Taken step) {
    double loss = step.loss();
    add(step.outputs().get(StepGraph.PREDICTION), step.batch().label(), place -> loss);
  }

  /** Takes what others have measured: tallies of the same names. */
  void add(Map<String, Tally> others) {
    tallies.replaceAll(
        (name, tally) -> others.containsKey(name) ? tally.merge(others.get(name)) : tally);
  }

  /** Returns the tallies so far, by name. */
  Map<String, Tally> tallies() {
    return new LinkedHashMap<>(tallies);
  }

  /** Returns {@code loss} and each metric. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    tallies.forEach((name, tally) -> values.put(name, tally.value()));
    return values;
  }
}
