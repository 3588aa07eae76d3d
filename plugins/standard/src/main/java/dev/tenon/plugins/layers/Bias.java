package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;
import java.util.Arrays;

/** The bias of convolutions. */
final class Bias {
  private Bias() {}

  /** Adds the variable {@code bias}, a number a channel, to {@code y [N, channels, ...]}. */
  static Tensor added(Scope scope, Tensor y, Initializer initializer) {
    long channels = y.shape().dim(1);
    Tensor bias = scope.parameter("bias", Shape.of(channels), initializer);
    long[] wide = new long[y.shape().rank()];
    Arrays.fill(wide, 1);
    wide[1] = channels;
    return y.add(bias.reshape(Shape.of(wide)));
  }
}
