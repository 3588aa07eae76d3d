package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Log-cosh: nearly half the square of small differences, the size of large ones.
 *
 * <p>It is the mean of {@code log(cosh(prediction - target))} over each example's numbers, which
 * for large differences is their size less {@code log(2)}. Computed without overflow.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are the values themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}. Keras's {@code log_cosh}.
 *
 * <pre>{@code
 * experiment.withLoss(new LogCosh());
 * }</pre>
 */
public record LogCosh() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("LogCosh", prediction, target);
    Tensor difference = prediction.sub(wanted);
    return Rows.mean(difference.add(difference.mul(-2).softplus()).sub(Math.log(2)));
  }
}
