package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Scope;

/**
 * A model's output and each example's loss, emitted in a scope.
 *
 * @param image the input of images
 * @param label the input of labels
 * @param prediction the model's output {@code [N, classes]}
 * @param losses the loss of each example {@code [N]}
 */
record Forward(Tensor image, Tensor label, Tensor prediction, Tensor losses) {
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
    return new Forward(image, label, prediction, losses);
  }

  int classes() {
    return Math.toIntExact(prediction.shape().last());
  }
}
