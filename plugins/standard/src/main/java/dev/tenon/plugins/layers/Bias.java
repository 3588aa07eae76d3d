package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;

/** The bias of convolutions. */
final class Bias {
  private Bias() {}

  /** Adds the variable {@code bias}, a number a channel, to {@code y [N, channels, ...]}. */
  static Tensor added(Scope scope, Tensor y, Initializer initializer) {
    long channels = y.shape().dim(1);
    Tensor bias = scope.parameter("bias", Shape.of(channels), initializer);
    return y.add(bias.reshape(Axes.along(y.shape(), 1)));
  }
}
