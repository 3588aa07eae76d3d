package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * {@link Silu} with a {@link HardSigmoid}, also called hard swish: {@code x * relu6(x + 3) / 6}.
 *
 * <p>Shapes: any to the same. See Howard et al., <i>Searching for MobileNetV3</i>, 2019; Keras's
 * {@code hard_silu}. Example: {@code new Conv2D(32, 3, new HardSilu())}.
 */
public record HardSilu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(new HardSigmoid().apply(x));
  }
}
