package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.graph.Unary;

/**
 * Predicted probabilities, each of one thing that is true or false, and what they cost.
 *
 * @param values between 0 and 1
 * @param crossEntropies {@code -(target * log(p) + (1 - target) * log(1 - p))}, finite
 */
record TruthProbabilities(Tensor values, Tensor crossEntropies) {
  /**
   * Reads predictions: logits, or the result of a sigmoid, whose cost is computed from its logits;
   * or other probabilities, which are kept from 0 and 1.
   */
  static TruthProbabilities of(Tensor prediction, boolean fromLogits, Tensor target) {
    if (fromLogits) {
      return new TruthProbabilities(prediction.sigmoid(), ofLogits(prediction, target));
    }
    if (prediction.op() == Unary.SIGMOID) {
      return new TruthProbabilities(prediction, ofLogits(prediction.inputs().get(0), target));
    }
    Tensor p = Bounds.within(Bounds.EPSILON, 1 - Bounds.EPSILON, prediction);
    Tensor truths = target.mul(p.log());
    Tensor falsehoods = target.neg().add(1).mul(p.neg().add(1).log());
    return new TruthProbabilities(p, truths.add(falsehoods).neg());
  }

  private static Tensor ofLogits(Tensor x, Tensor target) {
    return x.softplus().sub(target.mul(x));
  }
}
