package dev.tenon.experiment;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Emits a model and its loss to see whether their shapes fit.
 *
 * @param experiment the experiment
 * @param problems takes what is wrong
 */
record Emission(Experiment experiment, Problems problems) {

  /**
   * Returns the number of classes that the model predicts; empty, with problems, if it does not.
   */
  OptionalLong classes() {
    if (experiment.model().layers().isEmpty()) {
      problems.add("model.layers", "must not be empty; the last one predicts the classes");
      return OptionalLong.empty();
    }
    Problems joints = new Problems();
    Wiring wiring = Wiring.of(experiment.model().layers(), "model.layers", joints);
    problems.addAll(joints.list());
    if (!joints.isEmpty()) {
      return OptionalLong.empty();
    }
    Scope training =
        Scope.training(experiment.seed(), Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Scope evaluation = Scope.evaluation();
    Optional<Tensor> trained = emit(wiring, training);
    Optional<Tensor> evaluated = emit(wiring, evaluation);
    if (trained.isEmpty() || evaluated.isEmpty()) {
      return OptionalLong.empty();
    }
    requireAlike(trained.get(), evaluated.get());
    requireKnown(training.variables(), evaluation.variables());
    requireRegularizers(training.variables());
    return classes(evaluated.get());
  }

  private Optional<Tensor> emit(Wiring wiring, Scope scope) {
    Input input = experiment.model().input();
    Tensor x = input.convert(Tensor.input("image", DataType.UINT8, input.shape()));
    List<Optional<Tensor>> outputs =
        wiring.outputs(Optional.of(x), (call, inputs) -> emit(call, inputs, scope));
    return outputs.stream().allMatch(Optional::isPresent)
        ? outputs.get(outputs.size() - 1)
        : Optional.empty();
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

  private void requireAlike(Tensor trained, Tensor evaluated) {
    if (!trained.type().equals(evaluated.type())) {
      problems.add(
          "model",
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

  private OptionalLong classes(Tensor prediction) {
    Shape shape = prediction.shape();
    boolean rows = shape.rank() == 2 && shape.dim(0) == Shape.BATCH && shape.last() >= 2;
    if (!rows || prediction.dataType() != DataType.FLOAT) {
      problems.add(
          "model",
          "must predict FLOAT[N, classes] for at least 2 classes, got "
              + prediction.type()
              + "; let it end with a Dense layer of as many units as there are classes");
      return OptionalLong.empty();
    }
    requireLoss(prediction);
    return OptionalLong.of(shape.last());
  }

  private void requireLoss(Tensor prediction) {
    TensorType expected = TensorType.floats(Shape.of(Shape.BATCH));
    Tensor label = Tensor.input("label", DataType.INT64, expected.shape());
    try {
      Tensor loss = experiment.loss().apply(prediction, label);
      if (loss == null || !loss.type().equals(expected)) {
        problems.add(
            "loss",
            "must be one number an example, "
                + expected
                + ", got "
                + (loss == null ? "nothing" : loss.type()));
      }
    } catch (IllegalArgumentException e) {
      problems.add("loss", e.getMessage());
    }
  }
}
