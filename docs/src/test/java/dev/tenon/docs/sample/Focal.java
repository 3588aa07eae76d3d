package dev.tenon.docs.sample;

// region loss
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Loss;

/**
 * A cross-entropy that looks away from what is right already: {@code -(1 - p)^focus * log(p)},
 * where {@code p} is the probability that was given to the true class.
 */
public record Focal(double focus) implements Loss {
  private static final double EPSILON = 1e-7;

  public Focal {
    if (!(focus >= 0 && focus <= 10)) {
      throw new IllegalArgumentException("focus must be from 0 to 10, got " + focus);
    }
  }

  public Focal() {
    this(2);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (prediction.dataType() != DataType.FLOAT || shape.rank() != 2) {
      throw new ShapeException(
          "Focal needs FLOAT predictions [N, classes], got " + prediction.type());
    }
    TensorType indices = new TensorType(DataType.INT64, Shape.of(shape.dim(0)));
    if (!target.type().equals(indices)) {
      throw new ShapeException("Focal needs a target of " + indices + ", got " + target.type());
    }
    Tensor p =
        prediction
            .mul(target.oneHot(shape.dim(1)))
            .reduceSum(false, 1)
            .max(Tensor.constant(EPSILON))
            .min(Tensor.constant(1 - EPSILON));
    Tensor doubt = p.neg().add(1).pow(Tensor.constant(focus));
    return doubt.mul(p.log()).neg();
  }
}
// endregion
