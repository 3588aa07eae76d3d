package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/**
 * The mean of each channel of an image: {@code y[n,c] = mean over i,j of x[n,c,i,j]}.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C]}; anything but images is a {@link
 * dev.tenon.graph.ShapeException}. See Lin, Chen and Yan, <i>Network in Network</i>, 2014. Example:
 * {@code new GlobalAveragePooling2D()} in place of {@code new Flatten()}.
 */
public record GlobalAveragePooling2D() implements Layer {
  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.images("GlobalAveragePooling2D", x);
    return x.reduceMean(false, 2, 3);
  }
}
