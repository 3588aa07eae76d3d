package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The sigmoid-weighted linear unit, also called swish: {@code x * sigmoid(x)}.
 *
 * <p>Shapes: any to the same. See Elfwing, Uchibe and Doya, <i>Sigmoid-Weighted Linear Units</i>,
 * 2017, and Ramachandran, Zoph and Le, <i>Searching for Activation Functions</i>, 2017; Keras's
 * {@code silu}. Example: {@code new Conv2D(32, 3, new Silu())}.
 */
public record Silu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.sigmoid());
  }
}
