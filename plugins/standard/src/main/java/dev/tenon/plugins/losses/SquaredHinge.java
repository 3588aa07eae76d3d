package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Squared hinge loss, for targets of -1 and 1.
 *
 * <p>It is the mean of {@code max(1 - target * prediction, 0)^2} over each example's numbers.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are 0 or 1 themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}.
 *
 * <p>A target above 0.5 counts as 1, any other as -1, so that 0 and 1 do as well as -1 and 1. Keras
 * decides for a whole batch whether 0 counts as -1; here the loss of an example depends on nothing
 * but the example. See Chang, Hsieh and Lin, <i>Coordinate Descent Method for Large-Scale L2-Loss
 * Linear Support Vector Machines</i>, 2008; Keras's {@code squared_hinge}.
 *
 * <pre>{@code
 * experiment.withLoss(new SquaredHinge());
 * }</pre>
 */
public record SquaredHinge() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("SquaredHinge", prediction, target);
    return Rows.mean(Margin.missing(prediction, wanted).square());
  }
}
