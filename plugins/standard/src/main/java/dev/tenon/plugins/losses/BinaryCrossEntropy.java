package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.spi.Loss;

/**
 * Cross-entropy of predictions that are a yes or no each.
 *
 * <p>It is the mean of {@code -(target * log(p) + (1 - target) * log(1 - p))} over each example's
 * numbers.
 *
 * <p>The prediction is FLOAT {@code [N, ...]}; the target FLOAT of the same shape, between 0 and 1,
 * or for predictions {@code [N, classes]} INT64 class indices {@code [N]}, which become one-hot
 * rows, and for {@code [N, 1]} are 0 or 1 themselves; the loss {@code [N]}. Anything else is a
 * {@link dev.tenon.graph.ShapeException}.
 *
 * <p>If the prediction is a {@link Sigmoid}'s own result, or logits x, the loss is computed as
 * {@code log(1 + exp(x)) - target * x} without overflow. Other probabilities are kept within 1e-7
 * and 1 - 1e-7 before the logarithm, as in Keras. See Goodfellow, Bengio and Courville, <i>Deep
 * Learning</i>, 2016, section 6.2.2.
 *
 * <pre>{@code
 * experiment.withLoss(new BinaryCrossEntropy());
 * }</pre>
 *
 * @param fromLogits whether predictions are logits, before any sigmoid; false by default
 * @param labelSmoothing the share of each target that is replaced by 0.5, from 0 to 1; 0 by default
 */
public record BinaryCrossEntropy(boolean fromLogits, double labelSmoothing) implements Loss {
  /** Checks the share. */
  public BinaryCrossEntropy {
    Bounds.requireShare("labelSmoothing", labelSmoothing);
  }

  /** Takes predictions that are probabilities. */
  public BinaryCrossEntropy() {
    this(false);
  }

  /**
   * Takes targets as they are.
   *
   * @param fromLogits whether predictions are logits
   */
  public BinaryCrossEntropy(boolean fromLogits) {
    this(fromLogits, 0);
  }

  /**
   * Returns this loss with or without label smoothing.
   *
   * @param labelSmoothing the share of each target that is replaced by 0.5
   * @return the loss
   */
  public BinaryCrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new BinaryCrossEntropy(fromLogits, labelSmoothing);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor wanted = Targets.ofValues("BinaryCrossEntropy", prediction, target);
    Tensor smooth = Targets.smoothed(wanted, labelSmoothing, 2);
    return Rows.mean(TruthProbabilities.of(prediction, fromLogits, smooth).crossEntropies());
  }
}
