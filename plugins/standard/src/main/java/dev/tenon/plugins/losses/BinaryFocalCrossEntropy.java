package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.spi.Loss;

/**
 * Binary cross-entropy in which what is predicted well counts less.
 *
 * <p>To {@link BinaryCrossEntropy} it adds a factor: the mean of {@code (1 - q)^gamma *
 * crossEntropy} over each example's numbers, where {@code q = target * p + (1 - target) * (1 - p)}
 * is the probability of what is right.
 *
 * <p>If classes are balanced, each term is multiplied by {@code target * alpha + (1 - target) * (1
 * - alpha)}. The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, between
 * 0 and 1, or for predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become
 * one-hot rows, and for {@code [N, 1]} are 0 or 1 themselves; the loss {@code [N]}. Anything else
 * is a {@link dev.tenon.graph.ShapeException}.
 *
 * <p>If the prediction is a {@link Sigmoid}'s own result, or logits, the cross-entropy is computed
 * from the logits without overflow. Other probabilities are kept within 1e-7 and 1 - 1e-7, as in
 * Keras. See Lin, Goyal, Girshick, He and Dollár, <i>Focal Loss for Dense Object Detection</i>,
 * 2017.
 *
 * <pre>{@code
 * experiment.withLoss(new BinaryFocalCrossEntropy().withClassBalancing(true));
 * }</pre>
 *
 * @param applyClassBalancing whether what is true and what is false count by alpha; false by
 *     default
 * @param alpha the weight of what is true, from 0 to 1; 0.25 by default
 * @param gamma how much less a good prediction counts, 0 or more; 2 by default
 * @param fromLogits whether predictions are logits, before any sigmoid; false by default
 * @param labelSmoothing the share of each target that is replaced by 0.5, from 0 to 1; 0 by default
 */
public record BinaryFocalCrossEntropy(
    boolean applyClassBalancing,
    double alpha,
    double gamma,
    boolean fromLogits,
    double labelSmoothing)
    implements Loss {
  /** Checks the numbers. */
  public BinaryFocalCrossEntropy {
    Bounds.requireShare("alpha", alpha);
    Bounds.requireNotNegative("gamma", gamma);
    Bounds.requireShare("labelSmoothing", labelSmoothing);
  }

  /** Has Keras's defaults. */
  public BinaryFocalCrossEntropy() {
    this(false, 0.25, 2, false, 0);
  }

  /**
   * Returns this loss with or without balance between what is true and what is false.
   *
   * @param applyClassBalancing whether they count by alpha
   * @return the loss
   */
  public BinaryFocalCrossEntropy withClassBalancing(boolean applyClassBalancing) {
    return new BinaryFocalCrossEntropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss with another balance, which counts if classes are balanced.
   *
   * @param alpha the weight of what is true
   * @return the loss
   */
  public BinaryFocalCrossEntropy withAlpha(double alpha) {
    return new BinaryFocalCrossEntropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss with another focus.
   *
   * @param gamma how much less a good prediction counts
   * @return the loss
   */
  public BinaryFocalCrossEntropy withGamma(double gamma) {
    return new BinaryFocalCrossEntropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss for logits or for probabilities.
   *
   * @param fromLogits whether predictions are logits
   * @return the loss
   */
  public BinaryFocalCrossEntropy withFromLogits(boolean fromLogits) {
    return new BinaryFocalCrossEntropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /**
   * Returns this loss with or without label smoothing.
   *
   * @param labelSmoothing the share of each target that is replaced by 0.5
   * @return the loss
   */
  public BinaryFocalCrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new BinaryFocalCrossEntropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("BinaryFocalCrossEntropy", prediction, target);
    Tensor smooth = Targets.smoothed(wanted, labelSmoothing, 2);
    TruthProbabilities p = TruthProbabilities.of(prediction, fromLogits, smooth);
    Tensor wrong = mixed(smooth, p.values().neg().add(1), p.values());
    Tensor each = Focus.of(wrong, gamma).mul(p.crossEntropies());
    if (applyClassBalancing) {
      each = each.mul(mixed(smooth, Tensor.constant(alpha), Tensor.constant(1 - alpha)));
    }
    return Rows.mean(each);
  }

  private static Tensor mixed(Tensor target, Tensor whereTrue, Tensor whereFalse) {
    return target.mul(whereTrue).add(target.neg().add(1).mul(whereFalse));
  }
}
