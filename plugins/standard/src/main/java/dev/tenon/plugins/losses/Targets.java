package dev.tenon.plugins.losses;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;

/** What losses take as targets, brought to the predictions' type. */
final class Targets {
  private Targets() {}

  /**
   * Returns the targets of predictions {@code [N, classes]}: class indices become one-hot rows.
   *
   * @param loss the loss's name, for messages
   */
  static Tensor ofClasses(String loss, Tensor prediction, Tensor target) {
    if (prediction.dataType() != DataType.FLOAT || prediction.shape().rank() != 2) {
      throw new ShapeException(
          loss + " needs FLOAT predictions [N, classes], got " + prediction.type());
    }
    return isOfClasses(prediction, target)
        ? target.oneHot(prediction.shape().dim(1))
        : likePrediction(loss, prediction, target);
  }

  /**
   * Returns the targets of predictions {@code [N, ...]}: class indices become one-hot rows, or
   * where predictions are {@code [N, 1]} the one number of each row.
   *
   * @param loss the loss's name, for messages
   */
  static Tensor ofValues(String loss, Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (prediction.dataType() != DataType.FLOAT || shape.rank() < 2) {
      throw new ShapeException(
          loss + " needs FLOAT predictions [N, ...], got " + prediction.type());
    }
    if (!isOfClasses(prediction, target)) {
      return likePrediction(loss, prediction, target);
    }
    return shape.dim(1) == 1
        ? target.cast(DataType.FLOAT).reshape(shape)
        : target.oneHot(shape.dim(1));
  }

  private static Tensor likePrediction(String loss, Tensor prediction, Tensor target) {
    if (target.type().equals(prediction.type())) {
      return target;
    }
    String indices = prediction.shape().rank() == 2 ? indices(prediction) + " or " : "";
    throw new ShapeException(
        loss + " needs a target of " + indices + prediction.type() + ", got " + target.type());
  }

  private static boolean isOfClasses(Tensor prediction, Tensor target) {
    return prediction.shape().rank() == 2 && target.type().equals(indices(prediction));
  }

  private static TensorType indices(Tensor prediction) {
    return new TensorType(DataType.INT64, Shape.of(prediction.shape().dim(0)));
  }

  /**
   * Returns targets between 0 and 1 moved towards an even distribution: {@code target * (1 -
   * smoothing) + smoothing / choices}.
   */
  static Tensor smoothed(Tensor target, double smoothing, long choices) {
    return smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / choices);
  }
}
