package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.experiment.Score;
import dev.tenon.graph.NDArray;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mean loss and the scores of a growing number of examples. */
final class Measurement {
  private final List<Goal> goals;
  private final List<Port> ports;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** What a graph gives of one output, for a batch, and what it should have given. */
  private record Given(FloatBuffer rows, int classes, FloatBuffer losses, LongBuffer labels) {
    static Given of(Map<String, NDArray> outputs, Port port, NDArray target) {
      NDArray prediction = outputs.get(port.prediction());
      return new Given(
          prediction.floats(),
          Math.toIntExact(prediction.shape().last()),
          outputs.get(port.loss()).floats(),
          target.longs());
    }

    /** Returns an example's outcome; a graph for training gives the batch's mean loss only. */
    Outcome outcome(int example) {
      float[] row = new float[classes];
      rows.get(row);
      int label = Math.toIntExact(labels.get(example));
      return new Outcome(row, label, Measurement.loss(losses, example));
    }
  }

  /**
   * Begins without examples.
   *
   * @param experiment says what to measure besides the loss
   */
  Measurement(Experiment experiment) {
    goals = Goal.of(experiment);
    ports = Port.of(goals);
    tallies.put(StepGraph.LOSS, Mean.ofLoss());
    places.put(StepGraph.LOSS, ports.size());
    for (Score score : Score.of(experiment)) {
      tallies.put(score.name(), score.metric().empty());
      places.put(score.name(), score.output());
    }
  }

  /**
   * Takes a batch.
   *
   * @param outputs what the graph has given: predictions, and losses either of each example or of
   *     the whole batch
   * @param batch what it was given
   */
  void add(Map<String, NDArray> outputs, Batch batch) {
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      given.add(Given.of(outputs, ports.get(i), batch.target(goals.get(i))));
    }
    FloatBuffer losses = outputs.get(StepGraph.LOSS).floats();
    Outcome[] outcomes = new Outcome[ports.size() + 1];
    for (int i = 0; i < batch.size(); i++) {
      for (int port = 0; port < given.size(); port++) {
        outcomes[port] = given.get(port).outcome(i);
      }
      Outcome first = outcomes[0];
      outcomes[given.size()] = new Outcome(first.prediction(), first.label(), loss(losses, i));
      tallies.replaceAll((name, tally) -> tally.add(outcomes[places.get(name)]));
    }
  }

  private static double loss(FloatBuffer losses, int example) {
    return losses.get(losses.capacity() == 1 ? 0 : example);
  }

  /** Takes a step of training. */
  void add(StepGroup.Taken step) {
    add(step.outputs(), step.batch());
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

  /** Returns {@code loss} and each score. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    tallies.forEach((name, tally) -> values.put(name, tally.value()));
    return values;
  }
}
