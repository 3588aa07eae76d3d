package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * GELU: the Gaussian error linear unit.
 *
 * <p>It is x times the probability that a normal variable is below it, {@code 0.5 * x * (1 + erf(x
 * / sqrt(2)))}.
 *
 * <p>The approximation is {@code 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))}, within
 * 0.0005 of it. Shapes: any to the same. See Hendrycks and Gimpel, <i>Gaussian Error Linear Units
 * (GELUs)</i>, 2016; Keras's {@code gelu}. Example: {@code new Dense(64, new Gelu())}.
 *
 * @param approximate whether the approximation is computed; false by default
 */
public record Gelu(boolean approximate) implements Activation {
  private static final double CUBIC = 0.044715;

  /** Computes it without approximation. */
  public Gelu() {
    this(false);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.mul(0.5).mul((approximate ? approximation(x) : x.mul(Math.sqrt(0.5)).erf()).add(1));
  }

  private static Tensor approximation(Tensor x) {
    return x.square().mul(CUBIC).add(1).mul(x).mul(Math.sqrt(2 / Math.PI)).tanh();
  }
}
