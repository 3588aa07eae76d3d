package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Hinge loss, for targets of -1 and 1.
 *
 * <p>It is the mean of {@code max(1 - target * prediction, 0)} over each example's numbers, with
 * derivative -target where that becomes 0.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are 0 or 1 themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}.
 *
 * <p>A target above 0.5 counts as 1, any other as -1, so that 0 and 1 do as well as -1 and 1. Keras
 * decides for a whole batch whether 0 counts as -1; here the loss of an example depends on nothing
 * but the example. See Rosasco, De Vito, Caponnetto, Piana and Verri, <i>Are Loss Functions All the
 * Same?</i>, 2004; Keras's {@code hinge}.
 *
 * <pre>{@code
 * experiment.withLoss(new Hinge());
 * }</pre>
 */
public record Hinge() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("Hinge", prediction, target);
    return Rows.mean(Margin.missing(prediction, wanted));
  }
}
