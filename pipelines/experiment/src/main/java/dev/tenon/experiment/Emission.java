package dev.tenon.experiment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Emits a model, its loss and its optimizer to see whether their shapes fit.
 *
 * @param experiment the experiment
 * @param problems takes what is wrong
 */
record Emission(Experiment experiment, Problems problems) {

  /**
   * Returns the number of classes that each output predicts, by the output's name; nothing, with
   * problems, if one does not.
   */
  Map<String, Long> classes() {
    if (experiment.model().layers().isEmpty()) {
      problems.add("model.layers", "must not be empty; the last one predicts the classes");
      return Map.of();
    }
    Problems joints = new Problems();
    new Demands(experiment, joints).checkFeatures();
    problems.addAll(joints.list());
    if (!joints.isEmpty()) {
      return Map.of();
    }
    Wiring wiring = new Lookup(experiment.model().joints(), "model.", joints).wiring();
    problems.addAll(joints.list());
    if (!joints.isEmpty()) {
      return Map.of();
    }
    Scope training =
        Scope.training(experiment.seed(), Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Scope evaluation = Scope.evaluation();
    List<Tensor> trained = emit(wiring, training);
    List<Tensor> evaluated = emit(wiring, evaluation);
    if (trained.isEmpty() || evaluated.isEmpty()) {
      return Map.of();
    }
    requireKnown(training.variables(), evaluation.variables());
    requireRegularizers(training.variables());
    requireOptimizer(training, training.variables().stream().filter(Variable::trainable).toList());
    List<Goal> goals = Goal.of(experiment);
    Map<String, Long> classes = new LinkedHashMap<>();
    for (int i = 0; i < goals.size(); i++) {
      String path = goals.size() == 1 ? "model" : "model.outputs[" + i + "]";
      Goal goal = goals.get(i);
      requireAlike(path, trained.get(i), evaluated.get(i));
      classes(path, goal, evaluated.get(i)).ifPresent(count -> classes.put(goal.output(), count));
    }
    if (classes.size() < goals.size()) {
      return Map.of();
    }
    requireCommon(goals, classes);
    return classes;
  }

  /** Outputs that are given the same target must tell as many classes apart. */
  private void requireCommon(List<Goal> goals, Map<String, Long> classes) {
    Map<String, List<Goal>> byTarget =
        goals.stream().collect(groupingBy(Goal::target, LinkedHashMap::new, toList()));
    byTarget.forEach(
        (target, alike) -> {
          if (alike.stream().map(goal -> classes.get(goal.output())).distinct().count() > 1) {
            problems.add(
                "model.outputs",
                "must predict the same number of classes, since each is given the example's "
                    + target
                    + "; got "
                    + alike.stream()
                        .map(goal -> goal.output() + " of " + classes.get(goal.output()))
                        .collect(joining(", ")));
          }
        });
  }

  /** Returns what the model gives; nothing, with problems, if a layer fails. */
  private List<Tensor> emit(Wiring wiring, Scope scope) {
    Model model = experiment.model();
    List<Optional<Tensor>> given =
        model.converted(model.inputs()).stream().map(Optional::of).toList();
    List<Optional<Tensor>> outputs =
        wiring.outputs(given, (call, inputs) -> emit(call, inputs, scope));
    return outputs.stream().allMatch(Optional::isPresent)
        ? wiring.ends().stream().map(end -> outputs.get(end).orElseThrow()).toList()
        : List.of();
  }

  /** Emits a layer, unless one that it takes something from has failed. */
  private Optional<Tensor> emit(Wiring.Call call, List<Optional<Tensor>> inputs, Scope scope) {
    if (!inputs.stream().allMatch(Optional::isPresent)) {
      return Optional.empty();
    }
    String path = "model.layers[" + call.index() + "] (" + call.name() + ")";
    List<Tensor> given = inputs.stream().map(Optional::orElseThrow).toList();
    try {
      Tensor y = call.emit(scope.child(call.owner()), given);
      return y == null
          ? problems.refuse(path, "made nothing; a layer must return a tensor")
          : Optional.of(y);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return problems.refuse(path, e.getMessage());
    }
  }

  private void requireAlike(String path, Tensor trained, Tensor evaluated) {
    if (!trained.type().equals(evaluated.type())) {
      problems.add(
          path,
          "predicts " + trained.type() + " in training and " + evaluated.type() + " in evaluation");
    }
  }

  private void requireKnown(List<Variable> trained, List<Variable> evaluated) {
    Map<String, Shape> shapes = new HashMap<>();
    trained.forEach(variable -> shapes.put(variable.path(), variable.tensor().shape()));
    for (Variable variable : evaluated) {
      if (!variable.tensor().shape().equals(shapes.get(variable.path()))) {
        problems.add(
            "model",
            "evaluation needs " + variable.path() + ", which training does not have alike");
      }
    }
  }

  private void requireRegularizers(List<Variable> variables) {
    for (int i = 0; i < experiment.regularizers().size(); i++) {
      try {
        Regularizer.penalty(List.of(experiment.regularizers().get(i)), variables);
      } catch (UserError | ShapeException e) {
        problems.add("regularizers[" + i + "]", e.getMessage());
      }
    }
  }

  /** An optimizer may refuse a parameter's shape, or choose by paths that are not there. */
  private void requireOptimizer(Scope scope, List<Variable> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    List<Tensor> gradients =
        parameters.stream()
            .map(p -> Tensor.input(p.path() + ":gradient", DataType.FLOAT, p.tensor().shape()))
            .toList();
    Tensor rate = Tensor.input("learning_rate", DataType.FLOAT, Shape.SCALAR);
    Tensor count = Tensor.input("count", DataType.FLOAT, Shape.SCALAR);
    try {
      new OptimizerStep(experiment.optimizer(), rate, count).emit(scope, parameters, gradients);
    } catch (IllegalArgumentException | ArithmeticException | UserError e) {
      problems.add("optimizer", e.getMessage());
    }
  }

  private Optional<Long> classes(String path, Goal goal, Tensor prediction) {
    Shape shape = prediction.shape();
    boolean rows = shape.rank() == 2 && shape.dim(0) == Shape.BATCH && shape.last() >= 2;
    if (!rows || prediction.dataType() != DataType.FLOAT) {
      problems.add(
          path,
          "must predict FLOAT[N, classes] for at least 2 classes, got "
              + prediction.type()
              + "; let it end with a Dense layer of as many units as there are classes");
      return Optional.empty();
    }
    requireLoss(goal, prediction);
    return Optional.of(shape.last());
  }

  private void requireLoss(Goal goal, Tensor prediction) {
    TensorType expected = TensorType.floats(Shape.of(Shape.BATCH));
    Tensor label = Tensor.input("label", DataType.INT64, expected.shape());
    String path = goal.place(experiment, "loss", head -> head.loss().isPresent());
    try {
      Tensor loss = goal.loss().apply(prediction, label);
      if (loss == null || !loss.type().equals(expected)) {
        problems.add(
            path,
            "must be one number an example, "
                + expected
                + ", got "
                + (loss == null ? "nothing" : loss.type()));
      }
    } catch (IllegalArgumentException e) {
      problems.add(path, e.getMessage());
    }
  }
}
