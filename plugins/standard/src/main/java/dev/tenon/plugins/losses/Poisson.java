package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Poisson loss: how unlikely a count is where the prediction is the rate.
 *
 * <p>It is the mean of {@code prediction - target * log(prediction + 1e-7)} over each example's
 * numbers, without what depends on the counts alone.
 *
 * <p>Predictions must not be negative, as those of {@code Softplus} or {@code Relu} are not: the
 * loss of a negative one is no number, as in Keras, which ends a run. The prediction is FLOAT
 * {@code [N, ...]}; the target FLOAT of the same shape, or for predictions {@code [N, classes]}
 * INT64 class indices {@code [N]}, which become one-hot rows, and for {@code [N, 1]} are the counts
 * themselves; the loss {@code [N]}. Anything else is a {@link dev.tenon.graph.ShapeException}. See
 * Cameron and Trivedi, <i>Regression Analysis of Count Data</i>, 2013; Keras's {@code poisson}.
 *
 * <pre>{@code
 * experiment.withLoss(new Poisson());
 * }</pre>
 */
public record Poisson() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("Poisson", prediction, target);
    return Rows.mean(prediction.sub(wanted.mul(prediction.add(Bounds.EPSILON).log())));
  }
}
