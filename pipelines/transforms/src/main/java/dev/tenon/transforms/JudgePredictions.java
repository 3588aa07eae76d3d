package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.experiment.Goal;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.predict.Output;
import dev.tenon.predict.Prediction;
import dev.tenon.spi.Example;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/** Compares predictions with the examples' labels: computes the losses of each. */
final class JudgePredictions extends DoFn<Prediction<Example>, Judgement> {
  private static final long serialVersionUID = 1L;
  private static final String TOTAL = "total";

  private final Blueprint blueprint;
  private final String model;
  private transient List<Goal> goals;
  private transient Session losses;
  private transient Map<String, NDArray> feeds;

  JudgePredictions(Blueprint blueprint, String model) {
    this.blueprint = blueprint;
    this.model = model;
  }

  /**
   * Judges a prediction.
   *
   * @param predicted the prediction of an example
   * @param out takes what comes of it
   */
  @ProcessElement
  public void process(@Element Prediction<Example> predicted, OutputReceiver<Judgement> out) {
    if (goals == null) {
      goals = Goal.of(blueprint.read());
    }
    List<float[]> rows = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (Goal goal : goals) {
      rows.add(row(predicted, goal));
      expected.add(expected(predicted.input(), goal, rows.get(rows.size() - 1).length));
    }
    open(rows);
    for (int i = 0; i < rows.size(); i++) {
      feeds.get(prediction(i)).floats().put(rows.get(i));
      feeds.get(label(i)).longs().put(expected.get(i));
    }
    Map<String, NDArray> given = losses.run(feeds);
    double weight = blueprint.read().sampleWeights() ? predicted.input().weight() : 1;
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double loss = weight * number(given.get(loss(i)));
      outcomes.add(new Outcome(rows.get(i), expected.get(i), loss));
    }
    out.output(new Judgement(weight * number(given.get(TOTAL)), outcomes));
  }

  private float[] row(Prediction<Example> predicted, Goal goal) {
    Map<String, Output> outputs = predicted.outputs();
    String name = goals.size() == 1 ? outputs.keySet().iterator().next() : goal.output();
    if (outputs.size() != goals.size() || !outputs.containsKey(name)) {
      throw new UserError(
          "the model "
              + model
              + " gives "
              + String.join(", ", outputs.keySet())
              + ", and the experiment judges "
              + String.join(", ", goals.stream().map(Goal::output).toList())
              + ": judge it by the experiment that it came from");
    }
    return outputs.get(name).floats();
  }

  private int expected(Example example, Goal goal, int classes) {
    if (!goal.isOfLabel() && !example.targets().containsKey(goal.target())) {
      throw new UserError(
          "record "
              + example.id()
              + " has no target "
              + goal.target()
              + ", which the output "
              + goal.output()
              + " is judged by");
    }
    int index = goal.isOfLabel() ? example.label() : example.targets().get(goal.target());
    if (index < 0 || index >= classes) {
      throw new UserError(
          "record "
              + example.id()
              + " has the "
              + (goal.isOfLabel() ? "label " : "target " + goal.target() + " ")
              + index
              + ", but the model "
              + model
              + " tells "
              + classes
              + " classes apart");
    }
    return index;
  }

  private static double number(NDArray one) {
    return one.floats().get(0);
  }

  private static String label(int output) {
    return "label" + output;
  }

  private static String prediction(int output) {
    return "prediction" + output;
  }

  /** The loss of the only output is that of the whole. */
  private String loss(int output) {
    return goals.size() == 1 ? TOTAL : "loss" + output;
  }

  /** Opens the losses when there is something to judge: how many classes there are shows then. */
  private void open(List<float[]> rows) {
    if (losses != null) {
      return;
    }
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> each = new ArrayList<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Shape shape = Shape.of(1, rows.get(i).length);
      Tensor prediction = Tensor.input(prediction(i), DataType.FLOAT, shape);
      Tensor label = Tensor.input(label(i), DataType.INT64, Shape.of(1));
      inputs.addAll(List.of(prediction, label));
      each.add(goals.get(i).loss().apply(prediction, label));
      outputs.put(loss(i), each.get(i));
    }
    outputs.put(TOTAL, Goal.total(goals, each));
    feeds = new LinkedHashMap<>();
    inputs.forEach(input -> feeds.put(Graph.nameOf(input), NDArray.zeros(input.type())));
    // So small a graph would only wait for other threads, and they for it.
    Options alone = blueprint.options().withDevice(Device.CPU).withThreads(1);
    losses = Workshop.tenon(alone).backend().open(new Graph(inputs, outputs));
  }

  /** Closes the losses. */
  @Teardown
  public void close() {
    if (losses != null) {
      losses.close();
    }
  }
}
