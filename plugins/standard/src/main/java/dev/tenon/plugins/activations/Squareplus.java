package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A smooth {@link Relu} without exponentials: {@code (x + sqrt(x^2 + b)) / 2}.
 *
 * <p>It is {@code sqrt(b) / 2} at 0, with a derivative of 1/2.
 *
 * <p>Shapes: any to the same. See Barron, <i>Squareplus: A Softplus-Like Algebraic Rectifier</i>,
 * 2021; Keras's {@code squareplus}. Example: {@code new Dense(64, new Squareplus())}.
 *
 * @param b how round the corner at 0 is, positive; 4 by default
 */
public record Squareplus(double b) implements Activation {
  /** Checks the number. */
  public Squareplus {
    Bounds.requirePositive("b", b);
  }

  /** Has a value of 1 at 0. */
  public Squareplus() {
    this(4);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.add(x.square().add(b).sqrt()).mul(0.5);
  }
}
