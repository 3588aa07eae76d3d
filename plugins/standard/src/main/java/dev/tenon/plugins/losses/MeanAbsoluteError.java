package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Mean absolute error of each example's numbers.
 *
 * <p>It is the mean of {@code |prediction - target|}, with derivative 0 where they are equal.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are the values themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}. Keras's {@code mean_absolute_error}.
 *
 * <pre>{@code
 * experiment.withLoss(new MeanAbsoluteError());
 * }</pre>
 */
public record MeanAbsoluteError() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("MeanAbsoluteError", prediction, target);
    return Rows.mean(prediction.sub(wanted).abs());
  }
}
