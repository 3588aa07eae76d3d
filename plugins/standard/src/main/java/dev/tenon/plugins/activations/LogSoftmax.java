package dev.tenon.plugins.activations;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Logarithms of the probabilities of classes.
 *
 * <p>They are {@code x[i] - log(sum over j of exp(x[j]))}, computed without overflow.
 *
 * <p>Classes are on axis 1, as of {@link Softmax}. Shapes: {@code [N, classes, ...]} to the same; a
 * tensor without axis 1 is a {@link ShapeException}. To a loss they are logits, since their softmax
 * is that of x. Keras's {@code log_softmax}. Example: {@code new Dense(10, new LogSoftmax())} with
 * {@code new CategoricalCrossEntropy(true)}.
 */
public record LogSoftmax() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          "LogSoftmax needs classes on axis 1, [N, classes, ...]; got " + x.shape());
    }
    return x.logSoftmax(1);
  }
}
