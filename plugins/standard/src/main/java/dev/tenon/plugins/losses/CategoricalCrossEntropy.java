package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.spi.Loss;

/**
 * The cross-entropy of predicted classes and what they should be.
 *
 * <p>For each example it is {@code -sum over i of target[i] * log(p[i])}, which for a class index
 * is {@code -log(p[target])}.
 *
 * <p>Shapes: the prediction is FLOAT {@code [N, classes]}; the target either INT64 class indices
 * {@code [N]} or FLOAT {@code [N, classes]}, one-hot or any distribution; the loss {@code [N]}.
 * Anything else is a {@link dev.tenon.graph.ShapeException}.
 *
 * <p>If the prediction is a {@link Softmax}'s own result, the logarithm of the softmax is computed
 * as one and never overflows. Other probabilities are divided by their sum and kept within 1e-7 and
 * 1 - 1e-7 before the logarithm, as in Keras. See Goodfellow, Bengio and Courville, <i>Deep
 * Learning</i>, 2016, section 6.2.2; on label smoothing, Szegedy et al., <i>Rethinking the
 * Inception Architecture for Computer Vision</i>, 2016. Example: {@code experiment.withLoss(new
 * CategoricalCrossEntropy())}.
 *
 * @param fromLogits whether predictions are logits, before any softmax; false by default
 * @param labelSmoothing the share of each target that is spread evenly over all classes, from 0 to
 *     1; 0 by default
 */
public record CategoricalCrossEntropy(boolean fromLogits, double labelSmoothing) implements Loss {
  /** Checks the share. */
  public CategoricalCrossEntropy {
    Bounds.requireShare("labelSmoothing", labelSmoothing);
  }

  /** Takes predictions that are probabilities. */
  public CategoricalCrossEntropy() {
    this(false);
  }

  /**
   * Takes targets as they are.
   *
   * @param fromLogits whether predictions are logits
   */
  public CategoricalCrossEntropy(boolean fromLogits) {
    this(fromLogits, 0);
  }

  /**
   * Returns this loss with or without label smoothing.
   *
   * @param labelSmoothing the share of each target that is spread evenly over all classes
   * @return the loss
   */
  public CategoricalCrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new CategoricalCrossEntropy(fromLogits, labelSmoothing);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofClasses("CategoricalCrossEntropy", prediction, target);
    Tensor smooth = Targets.smoothed(wanted, labelSmoothing, prediction.shape().dim(1));
    Tensor logarithms = ClassProbabilities.of(prediction, fromLogits).logarithms();
    return logarithms.mul(smooth).reduceSum(false, 1).neg();
  }
}
