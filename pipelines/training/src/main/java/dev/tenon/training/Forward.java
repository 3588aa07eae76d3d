package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.experiment.Regularizer;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's outputs and each example's losses, emitted in a scope.
 *
 * @param fed the inputs that a batch fills: images, labels, and weights where they are used
 * @param ports where the graph gives what is known of each of the model's outputs
 * @param predictions the model's outputs {@code [N, classes]}
 * @param each the losses of each example {@code [N]}, multiplied by its weights; one tensor an
 *     output
 * @param losses the loss of each example {@code [N]}: the weighted sum of the outputs'
 * @param penalty what the parameters cost, a scalar; empty if nothing
 */
record Forward(
    List<Tensor> fed,
    List<Port> ports,
    List<Tensor> predictions,
    List<Tensor> each,
    Tensor losses,
    Optional<Tensor> penalty) {
  /** Keeps its own copies of the lists. */
  Forward {
    fed = List.copyOf(fed);
    ports = List.copyOf(ports);
    predictions = List.copyOf(predictions);
    each = List.copyOf(each);
  }

  static Forward of(Experiment experiment, Scope scope) {
    Map<String, Tensor> inputs = experiment.model().inputs();
    List<Tensor> predictions = experiment.model().predictions(scope, inputs);
    predictions.forEach(prediction -> requireRows(prediction.shape()));
    Tensor label = ExampleLosses.labels(StepGraph.LABEL);
    ExampleLosses losses = ExampleLosses.of(experiment, scope, predictions.get(0).shape().last());
    List<Tensor> fed = new ArrayList<>(List.of(inputs.remove(StepGraph.IMAGE), label));
    fed.addAll(losses.fed());
    fed.addAll(inputs.values());
    Map<String, Tensor> targets = new LinkedHashMap<>();
    Goal.targets(experiment)
        .forEach(target -> targets.put(target, ExampleLosses.labels(StepGraph.target(target))));
    fed.addAll(targets.values());
    List<Goal> goals = Goal.of(experiment);
    List<Port> ports = Port.of(goals);
    List<Tensor> each = new ArrayList<>();
    for (int i = 0; i < goals.size(); i++) {
      Tensor target = targets.getOrDefault(goals.get(i).target(), label);
      each.add(losses.of(goals.get(i), ports.get(i), predictions.get(i), target));
    }
    return new Forward(
        fed,
        ports,
        predictions,
        each,
        Goal.total(goals, each),
        Regularizer.penalty(experiment.regularizers(), scope.variables()));
  }

  private static void requireRows(Shape shape) {
    if (shape.rank() != 2 || shape.dim(0) != Shape.BATCH) {
      throw new ShapeException(
          "the model must end in one row of classes an image, [N, classes], got " + shape);
    }
  }

  /**
   * Returns what a graph gives, by name, in order.
   *
   * @param loss the loss as a whole: of each example, or the batch's mean, as those of single
   *     outputs are then given too, without the penalty
   */
  Map<String, Tensor> outputs(Tensor loss) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(StepGraph.LOSS, loss);
    for (int i = 0; i < ports.size(); i++) {
      outputs.put(ports.get(i).prediction(), predictions.get(i));
      Tensor own = each.get(i);
      outputs.putIfAbsent(
          ports.get(i).loss(), loss.shape().rank() == 0 ? own.reduceMean(false) : own);
    }
    return outputs;
  }

  /** Returns the batch's loss, which training minimises. */
  Tensor loss() {
    Tensor mean = losses.reduceMean(false);
    return penalty.map(mean::add).orElse(mean);
  }

  /** Returns the loss of each example, whose mean is {@link #loss}. */
  Tensor lossOfEach() {
    return penalty.map(losses::add).orElse(losses);
  }

  int classes() {
    return Math.toIntExact(predictions.get(0).shape().last());
  }
}
