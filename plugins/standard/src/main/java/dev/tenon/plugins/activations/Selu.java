package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * SELU: the scaled exponential linear unit.
 *
 * <p>It is {@code scale * x} where x is not negative, else {@code scale * alpha * (exp(x) - 1)},
 * with {@code scale} 1.0507009873554805 and {@code alpha} 1.6732632423543772. The derivative at 0
 * is {@code scale}.
 *
 * <p>The two constants keep a layer's outputs at mean 0 and variance 1 where weights have mean 0
 * and a variance of one by the number of inputs. Shapes: any to the same. See Klambauer,
 * Unterthiner, Mayr and Hochreiter, <i>Self-Normalizing Neural Networks</i>, 2017; Keras's {@code
 * selu}. Example: {@code new Dense(64, new Selu())}.
 */
public record Selu() implements Activation {
  private static final double ALPHA = 1.6732632423543772;
  private static final double SCALE = 1.0507009873554805;

  @Override
  public Tensor apply(Tensor x) {
    Tensor negative = x.less(Tensor.constant(0));
    // The exponential of what is positive could overflow, and spoil the gradient although unused.
    Tensor below = negative.where(x, Tensor.constant(0));
    return negative.where(below.exp().sub(1).mul(ALPHA), x).mul(SCALE);
  }
}
