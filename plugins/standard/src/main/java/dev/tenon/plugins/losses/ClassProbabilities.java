package dev.tenon.plugins.losses;

import dev.tenon.graph.Softmax;
import dev.tenon.graph.Tensor;

/**
 * Predicted probabilities of classes {@code [N, classes]}.
 *
 * @param values between 0 and 1
 * @param logarithms their logarithms, finite
 */
record ClassProbabilities(Tensor values, Tensor logarithms) {
  /**
   * Reads predictions: logits, or the result of a softmax, whose logarithm is computed from its
   * logits; or other probabilities, which are divided by their sum and kept from 0 and 1.
   */
  static ClassProbabilities of(Tensor prediction, boolean fromLogits) {
    if (fromLogits) {
      return new ClassProbabilities(prediction.softmax(1), prediction.logSoftmax(1));
    }
    if (isSoftmax(prediction)) {
      return new ClassProbabilities(prediction, prediction.log());
    }
    Tensor sum = Bounds.atLeast(Bounds.EPSILON, prediction.reduceSum(true, 1));
    Tensor scaled = prediction.div(sum);
    Tensor values = Bounds.within(Bounds.EPSILON, 1 - Bounds.EPSILON, scaled);
    return new ClassProbabilities(values, values.log());
  }

  static boolean isSoftmax(Tensor prediction) {
    return prediction.op() instanceof Softmax softmax && softmax.axis() == 1;
  }
}
