package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * The largest value of each channel of an image: {@code y[n,c] = max over i,j of x[n,c,i,j]}. Where
 * several are largest, they share the gradient equally.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C]}, or to {@code [N, C, 1, 1]} where
 * dimensions are kept; anything but images is a {@link dev.tenon.graph.ShapeException}. See Oquab
 * et al., <i>Is Object Localization for Free?</i>, 2015. Example: {@code new GlobalMaxPooling2D()}
 * in place of {@code new Flatten()}.
 *
 * @param keepDims whether what is pooled stays, with size 1; false by default
 */
public record GlobalMaxPooling2D(boolean keepDims) implements Layer {
  /** Leaves one number a channel, in a row. */
  public GlobalMaxPooling2D() {
    this(false);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.images("GlobalMaxPooling2D", x);
    return x.reduceMax(keepDims, 2, 3);
  }
}
