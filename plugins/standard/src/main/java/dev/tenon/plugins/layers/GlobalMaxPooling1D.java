package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * The largest value of each channel of a sequence: {@code y[n,c] = max over i of x[n,c,i]}. Where
 * several are largest, they share the gradient equally.
 *
 * <p>Shapes: {@code [N, C, length]} to {@code [N, C]}, or to {@code [N, C, 1]} where dimensions are
 * kept; anything but sequences is a {@link dev.tenon.graph.ShapeException}. See Collobert et al.,
 * <i>Natural Language Processing (Almost) from Scratch</i>, 2011. Example: {@code new
 * GlobalMaxPooling1D()} in place of {@code new Flatten()}.
 *
 * @param keepDims whether what is pooled stays, with size 1; false by default
 */
public record GlobalMaxPooling1D(boolean keepDims) implements Layer {
  /** Leaves one number a channel, in a row. */
  public GlobalMaxPooling1D() {
    this(false);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.sequences("GlobalMaxPooling1D", x);
    return x.reduceMax(keepDims, 2);
  }
}
