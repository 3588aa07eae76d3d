package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The sigmoid in three straight pieces.
 *
 * <p>It is {@code relu6(x + 3) / 6}, which is 0 up to -3 and 1 from 3 on, with derivative 0 at
 * both.
 *
 * <p>Shapes: any to the same. See Howard et al., <i>Searching for MobileNetV3</i>, 2019; Keras 3's
 * {@code hard_sigmoid}, of which earlier versions have another slope. Example: {@code new Dense(1,
 * new HardSigmoid())}.
 */
public record HardSigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return new Relu6().apply(x.add(3)).div(6);
  }
}
