package dev.tenon.plugins.activations;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Probabilities of classes: {@code exp(x[i]) / sum over j of exp(x[j])}.
 *
 * <p>It is computed without overflow. Classes are on axis 1, where rows have their features and
 * images their channels. Shapes: {@code [N, classes, ...]} to the same; a tensor without axis 1 is
 * a {@link ShapeException}. See Bridle, <i>Probabilistic Interpretation of Feedforward
 * Classification Network Outputs</i>, 1990. Example: {@code new Dense(10, new Softmax())}.
 */
public record Softmax() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          "Softmax needs classes on axis 1, [N, classes, ...]; got " + x.shape());
    }
    return x.softmax(1);
  }
}
