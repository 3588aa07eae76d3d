package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.spi.Loss;

/**
 * Kullback-Leibler divergence of one distribution from another.
 *
 * <p>It is {@code sum over i of target[i] * log(target[i] / p[i])} for each example.
 *
 * <p>It is {@link CategoricalCrossEntropy} less the targets' own entropy, and has its gradients.
 * The prediction is FLOAT {@code [N, classes]}, probabilities; the target either FLOAT {@code [N,
 * classes]}, a distribution, or INT64 class indices {@code [N]}; the loss {@code [N]}. Anything
 * else is a {@link dev.tenon.graph.ShapeException}.
 *
 * <p>As in Keras, targets and probabilities are kept within 1e-7 and 1, and probabilities are not
 * divided by their sum. If the prediction is a {@link Softmax}'s own result, the logarithm of the
 * softmax is computed as one and never overflows. See Kullback and Leibler, <i>On Information and
 * Sufficiency</i>, 1951; Keras's {@code kl_divergence}.
 *
 * <pre>{@code
 * experiment.withLoss(new KullbackLeiblerDivergence());
 * }</pre>
 */
public record KullbackLeiblerDivergence() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor given = Targets.ofClasses("KullbackLeiblerDivergence", prediction, target);
    Tensor wanted = Bounds.within(Bounds.EPSILON, 1, given);
    Tensor p =
        ClassProbabilities.isSoftmax(prediction)
            ? prediction
            : Bounds.within(Bounds.EPSILON, 1, prediction);
    return wanted.mul(wanted.log().sub(p.log())).reduceSum(false, 1);
  }
}
