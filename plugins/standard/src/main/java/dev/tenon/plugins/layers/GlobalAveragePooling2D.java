package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * The mean of each channel of an image: {@code y[n,c] = mean over i,j of x[n,c,i,j]}.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C]}, or to {@code [N, C, 1, 1]} where
 * dimensions are kept; anything but images is a {@link dev.tenon.graph.ShapeException}. See Lin,
 * Chen and Yan, <i>Network in Network</i>, 2014. Example: {@code new GlobalAveragePooling2D()} in
 * place of {@code new Flatten()}.
 *
 * @param keepDims whether what is pooled stays, with size 1; false by default
 */
public record GlobalAveragePooling2D(boolean keepDims) implements Layer {
  /** Leaves one number a channel, in a row. */
  public GlobalAveragePooling2D() {
    this(false);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.images("GlobalAveragePooling2D", x);
    return x.reduceMean(keepDims, 2, 3);
  }
}
