package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * A smooth function that lets small negative values pass: {@code x * tanh(softplus(x))}.
 *
 * <p>Shapes: any to the same. See Misra, <i>Mish: A Self Regularized Non-Monotonic Activation
 * Function</i>, 2019; Keras's {@code mish}. Example: {@code new Conv2D(32, 3, new Mish())}.
 */
public record Mish() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.softplus().tanh());
  }
}
