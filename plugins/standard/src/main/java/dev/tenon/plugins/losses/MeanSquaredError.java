package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * The mean of {@code (prediction - target)^2} over each example's numbers.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are the values themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}. Of one-hot rows and probabilities this is Brier's score divided
 * by the number of classes. See Brier, <i>Verification of Forecasts Expressed in Terms of
 * Probability</i>, 1950; Keras's {@code mean_squared_error}.
 *
 * <pre>{@code
 * experiment.withLoss(new MeanSquaredError());
 * }</pre>
 */
public record MeanSquaredError() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("MeanSquaredError", prediction, target);
    return Rows.mean(prediction.sub(wanted).square());
  }
}
