package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * The negative cosine of the angle between target and prediction.
 *
 * <p>It is negative so that it can be minimised: {@code -sum over i of target[i] * prediction[i] /
 * (|target| * |prediction|)}, from -1 where they point the same way to 1 where they are opposite; 0
 * where one of them is zero.
 *
 * <p>A length below 1e-7 counts as 1e-7. The prediction is FLOAT {@code [N, features]}; the target
 * FLOAT of the same shape, or INT64 class indices {@code [N]}, which become one-hot rows; the loss
 * {@code [N]}. Anything else is a {@link dev.tenon.graph.ShapeException}. See Salton, Wong and
 * Yang, <i>A Vector Space Model for Automatic Indexing</i>, 1975; Keras's {@code
 * cosine_similarity}.
 *
 * <pre>{@code
 * experiment.withLoss(new CosineSimilarity());
 * }</pre>
 */
public record CosineSimilarity() implements Loss {
  private static final double SMALLEST_SQUARE = 1e-14;

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofClasses("CosineSimilarity", prediction, target);
    return unit(wanted).mul(unit(prediction)).reduceSum(false, 1).neg();
  }

  private static Tensor unit(Tensor rows) {
    Tensor square = rows.square().reduceSum(true, 1);
    return rows.div(Bounds.atLeast(SMALLEST_SQUARE, square).sqrt());
  }
}
