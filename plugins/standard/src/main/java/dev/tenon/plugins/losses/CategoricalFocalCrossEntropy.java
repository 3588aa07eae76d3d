package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.spi.Loss;

/**
 * Categorical cross-entropy in which what is predicted well counts less.
 *
 * <p>To {@link CategoricalCrossEntropy} it adds a factor: {@code -sum over i of alpha * (1 -
 * p[i])^gamma * target[i] * log(p[i])} for each example.
 *
 * <p>The prediction is FLOAT {@code [N, classes]}; the target either INT64 class indices {@code
 * [N]} or FLOAT {@code [N, classes]}, one-hot or any distribution; the loss {@code [N]}. Anything
 * else is a {@link dev.tenon.graph.ShapeException}.
 *
 * <p>If the prediction is a {@link Softmax}'s own result, or logits, the logarithm of the softmax
 * is computed as one and never overflows. Other probabilities are divided by their sum and kept
 * within 1e-7 and 1 - 1e-7, as in Keras. See Lin, Goyal, Girshick, He and Dollár, <i>Focal Loss for
 * Dense Object Detection</i>, 2017.
 *
 * <pre>{@code
 * experiment.withLoss(new CategoricalFocalCrossEntropy().withGamma(3));
 * }</pre>
 *
 * @param alpha a factor of all losses, 0 or more; 0.25 by default
 * @param gamma how much less a good prediction counts, 0 or more; 2 by default
 * @param fromLogits whether predictions are logits, before any softmax; false by default
 * @param labelSmoothing the share of each target that is spread evenly over all classes, from 0 to
 *     1; 0 by default
 */
public record CategoricalFocalCrossEntropy(
    double alpha, double gamma, boolean fromLogits, double labelSmoothing) implements Loss {
  /** Checks the numbers. */
  public CategoricalFocalCrossEntropy {
    Bounds.requireNotNegative("alpha", alpha);
    Bounds.requireNotNegative("gamma", gamma);
    Bounds.requireShare("labelSmoothing", labelSmoothing);
  }

  /** Has Keras's defaults. */
  public CategoricalFocalCrossEntropy() {
    this(0.25, 2, false, 0);
  }

  /**
   * Returns this loss with another factor.
   *
   * @param alpha a factor of all losses
   * @return the loss
   */
  public CategoricalFocalCrossEntropy withAlpha(double alpha) {
    return new CategoricalFocalCrossEntropy(alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss with another focus.
   *
   * @param gamma how much less a good prediction counts
   * @return the loss
   */
  public CategoricalFocalCrossEntropy withGamma(double gamma) {
    return new CategoricalFocalCrossEntropy(alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss for logits or for probabilities.
   *
   * @param fromLogits whether predictions are logits
   * @return the loss
   */
  public CategoricalFocalCrossEntropy withFromLogits(boolean fromLogits) {
    return new CategoricalFocalCrossEntropy(alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss with or without label smoothing.
   *
   * @param labelSmoothing the share of each target that is spread evenly over all classes
   * @return the loss
   */
  public CategoricalFocalCrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new CategoricalFocalCrossEntropy(alpha, gamma, fromLogits, labelSmoothing);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofClasses("CategoricalFocalCrossEntropy", prediction, target);
    Tensor smooth = Targets.smoothed(wanted, labelSmoothing, prediction.shape().dim(1));
    ClassProbabilities p = ClassProbabilities.of(prediction, fromLogits);
    Tensor factor = Focus.of(p.values().neg().add(1), gamma).mul(alpha);
    return factor.mul(p.logarithms()).mul(smooth).reduceSum(false, 1).neg();
  }
}
