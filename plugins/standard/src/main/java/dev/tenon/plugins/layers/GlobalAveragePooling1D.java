package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * The mean of each channel of a sequence: {@code y[n,c] = mean over i of x[n,c,i]}.
 *
 * <p>Shapes: {@code [N, C, length]} to {@code [N, C]}, or to {@code [N, C, 1]} where dimensions are
 * kept; anything but sequences is a {@link dev.tenon.graph.ShapeException}. See Lin, Chen and Yan,
 * <i>Network in Network</i>, 2014. Example: {@code new GlobalAveragePooling1D()} in place of {@code
 * new Flatten()}.
 *
 * @param keepDims whether what is pooled stays, with size 1; false by default
 */
public record GlobalAveragePooling1D(boolean keepDims) implements Layer {
  /** Leaves one number a channel, in a row. */
  public GlobalAveragePooling1D() {
    this(false);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.sequences("GlobalAveragePooling1D", x);
    return x.reduceMean(keepDims, 2);
  }
}
