package dev.tenon.plugins.losses;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.spi.Loss;

/**
 * The cross-entropy of predicted classes and what they should be.
 *
 * <p>For each example it is {@code -sum over i of target[i] * log(p[i])}, which for a class index
 * is {@code -log(p[target])}.
 *
 * <p>Shapes: the prediction is FLOAT {@code [N, classes]}; the target either INT64 class indices
 * {@code [N]} or FLOAT {@code [N, classes]}, one-hot or any distribution; the loss {@code [N]}.
 * Anything else is a {@link ShapeException}.
 *
 * <p>If the prediction is a {@link Softmax}'s own result, the logarithm of the softmax is computed
 * as one and never overflows. Other probabilities are divided by their sum and kept within 1e-7 and
 * 1 - 1e-7 before the logarithm, as in Keras. See Goodfellow, Bengio and Courville, <i>Deep
 * Learning</i>, 2016, section 6.2.2. Example: {@code experiment.withLoss(new
 * CategoricalCrossEntropy())}.
 *
 * @param fromLogits whether predictions are logits, before any softmax; false by default
 */
public record CategoricalCrossEntropy(boolean fromLogits) implements Loss {
  private static final double EPSILON = 1e-7;

  /** Takes predictions that are probabilities. */
  public CategoricalCrossEntropy() {
    this(false);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (prediction.dataType() != DataType.FLOAT || shape.rank() != 2) {
      throw new ShapeException(
          "CategoricalCrossEntropy needs FLOAT predictions [N, classes], got " + prediction.type());
    }
    return logarithm(prediction).mul(distribution(target, shape)).reduceSum(false, 1).neg();
  }

  private Tensor logarithm(Tensor prediction) {
    if (fromLogits) {
      return prediction.logSoftmax(1);
    }
    if (prediction.op() instanceof dev.tenon.graph.Softmax softmax && softmax.axis() == 1) {
      return prediction.log();
    }
    return prediction
        .div(prediction.reduceSum(true, 1))
        .max(Tensor.constant(EPSILON))
        .min(Tensor.constant(1 - EPSILON))
        .log();
  }

  private static Tensor distribution(Tensor target, Shape shape) {
    TensorType indices = new TensorType(DataType.INT64, Shape.of(shape.dim(0)));
    if (target.type().equals(indices)) {
      return target.oneHot(shape.dim(1));
    }
    TensorType likePrediction = TensorType.floats(shape);
    if (target.type().equals(likePrediction)) {
      return target;
    }
    throw new ShapeException(
        "CategoricalCrossEntropy needs a target of "
            + indices
            + " or "
            + likePrediction
            + ", got "
            + target.type());
  }
}
