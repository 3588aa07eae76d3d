package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;

/**
 * Hinge loss of classes: how far the right one is from leading by 1.
 *
 * <p>It is {@code max(wrong - right + 1, 0)} for each example, where {@code right = sum over i of
 * target[i] * prediction[i]} and {@code wrong = max over i of (1 - target[i]) * prediction[i]}. The
 * derivative is that of {@code wrong - right} where the loss becomes 0.
 *
 * <p>As in Keras, wrong is never below 0 for one-hot targets. The prediction is FLOAT {@code [N,
 * classes]}; the target either INT64 class indices {@code [N]} or FLOAT {@code [N, classes]},
 * one-hot; the loss {@code [N]}. Anything else is a {@link dev.tenon.graph.ShapeException}. See
 * Crammer and Singer, <i>On the Algorithmic Implementation of Multiclass Kernel-based Vector
 * Machines</i>, 2001; Keras's {@code categorical_hinge}.
 *
 * <pre>{@code
 * experiment.withLoss(new CategoricalHinge());
 * }</pre>
 */
public record CategoricalHinge() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofClasses("CategoricalHinge", prediction, target);
    Tensor right = wanted.mul(prediction).reduceSum(false, 1);
    Tensor wrong = wanted.neg().add(1).mul(prediction).reduceMax(false, 1);
    return Margin.positive(wrong.sub(right).add(1));
  }
}
