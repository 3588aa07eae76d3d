package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Regularizer;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model's output and each example's loss, emitted in a scope.
 *
 * @param fed the inputs that a batch fills: images, labels, and weights where they are used
 * @param prediction the model's output {@code [N, classes]}
 * @param losses the loss of each example {@code [N]}, multiplied by its weights
 * @param penalty what the parameters cost, a scalar; empty if nothing
 */
record Forward(List<Tensor> fed, Tensor prediction, Tensor losses, Optional<Tensor> penalty) {
  /** Keeps its own copy of the list. */
  Forward {
    fed = List.copyOf(fed);
  }

  static Forward of(Experiment experiment, Scope scope) {
    Tensor image =
        Tensor.input(StepGraph.IMAGE, DataType.UINT8, experiment.model().input().shape());
    Tensor label = Tensor.input(StepGraph.LABEL, DataType.INT64, Shape.of(Shape.BATCH));
    Tensor prediction = experiment.model().apply(scope, image);
    Shape shape = prediction.shape();
    if (shape.rank() != 2 || shape.dim(0) != Shape.BATCH) {
      throw new ShapeException(
          "the model must end in one row of classes an image, [N, classes], got " + shape);
    }
    Tensor losses =
        scope.within(StepGraph.LOSS, inner -> experiment.loss().apply(prediction, label));
    if (!losses.shape().equals(label.shape())) {
      throw new ShapeException("a loss must be [N], one number an image, got " + losses.shape());
    }
    List<Tensor> fed = new ArrayList<>(List.of(image, label));
    if (experiment.sampleWeights()) {
      Tensor weight = Tensor.input(StepGraph.WEIGHT, DataType.FLOAT, label.shape());
      fed.add(weight);
      losses = losses.mul(weight);
    }
    if (scope.isTraining() && !experiment.classWeights().isEmpty()) {
      losses = losses.mul(classWeights(experiment, shape.last()).gather(0, label));
    }
    return new Forward(
        fed, prediction, losses, Regularizer.penalty(experiment.regularizers(), scope.variables()));
  }

  private static Tensor classWeights(Experiment experiment, long classes) {
    List<Double> weights =
        IntStream.range(0, Math.toIntExact(classes))
            .mapToObj(c -> experiment.classWeights().getOrDefault(c, 1.0))
            .toList();
    return Tensor.of(new Constant(TensorType.floats(Shape.of(classes)), weights));
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
    return Math.toIntExact(prediction.shape().last());
  }
}
