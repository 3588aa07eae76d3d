package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Huber's loss: half the square of small differences, a straight line beyond.
 *
 * <p>It is the mean of {@code 0.5 * d^2} where {@code |d| <= delta}, else {@code delta * |d| - 0.5
 * * delta^2}, over each example's numbers, where {@code d = prediction - target}.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, or for
 * predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot rows, and
 * for {@code [N, 1]} are the values themselves; the loss {@code [N]}. Anything else is a {@link
 * dev.tenon.graph.ShapeException}. See Huber, <i>Robust Estimation of a Location Parameter</i>,
 * 1964; Keras's {@code huber}.
 *
 * <pre>{@code
 * experiment.withLoss(new Huber());
 * }</pre>
 *
 * @param delta from which difference on the loss grows along a line, positive; 1 by default
 */
public record Huber(double delta) implements Loss {
  /** Checks delta. */
  public Huber {
    if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("delta must be positive and finite, got " + delta);
    }
  }

  /** Goes over to a line at a difference of 1. */
  public Huber() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor difference = prediction.sub(Targets.ofValues("Huber", prediction, target));
    Tensor size = difference.abs();
    Tensor line = size.mul(delta).sub(0.5 * delta * delta);
    Tensor square = difference.square().mul(0.5);
    return Rows.mean(size.greater(Tensor.constant(delta)).where(line, square));
  }
}
