package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * The rectified linear unit, bounded: {@code min(max(x, 0), 6)}, with derivative 0 at 0 and at 6.
 *
 * <p>Shapes: any to the same. See Krizhevsky, <i>Convolutional Deep Belief Networks on
 * CIFAR-10</i>, 2010; Keras's {@code relu6}. Example: {@code new Conv2D(32, 3, new Relu6())}.
 */
public record Relu6() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    Tensor most = Tensor.constant(6);
    // A minimum would give x half of the gradient at 6.
    return x.less(most).where(x.relu(), most);
  }
}
