package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.graph.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Examples that are trained on or evaluated together.
 *
 * @param image UINT8 images {@code [N, height, width, channels]}
 * @param label INT64 labels {@code [N]}; of mixtures, those of the larger shares
 * @param weight FLOAT weights {@code [N]}, 1 for examples that have none of their own
 * @param others features and further targets, by the names of the inputs that take them
 * @param mixture where images are mixed, the labels of the rest and the shares of the first ones,
 *     by the names of the inputs that take them in training
 */
public record Batch(
    NDArray image,
    NDArray label,
    NDArray weight,
    Map<String, NDArray> others,
    Map<String, NDArray> mixture) {
  /**
   * Makes a batch of images and labels alone.
   *
   * @param image UINT8 images {@code [N, height, width, channels]}
   * @param label INT64 labels {@code [N]}
   * @param weight FLOAT weights {@code [N]}
   */
  public Batch(NDArray image, NDArray label, NDArray weight) {
    this(image, label, weight, Map.of(), Map.of());
  }

  /** Returns the number of examples. */
  public int size() {
    return Math.toIntExact(label.shape().dim(0));
  }

  /** Returns what an experiment's evaluation takes of a batch, by the inputs' names. */
  Map<String, NDArray> feeds(Experiment experiment) {
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    feeds.put(StepGraph.IMAGE, image);
    feeds.put(StepGraph.LABEL, label);
    if (experiment.sampleWeights()) {
      feeds.put(StepGraph.WEIGHT, weight);
    }
    feeds.putAll(others);
    return feeds;
  }

  /** Returns what an experiment's training graphs take of a batch, by the inputs' names. */
  Map<String, NDArray> trainingFeeds(Experiment experiment) {
    Map<String, NDArray> feeds = feeds(experiment);
    feeds.putAll(mixture);
    return feeds;
  }

  /** Returns the true classes that a goal's output is given. */
  NDArray target(Goal goal) {
    return goal.isOfLabel() ? label : others.get(StepGraph.target(goal.target()));
  }
}
