package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * An activation as a layer of its own, for where it does not follow at once.
 *
 * <p>{@code y = f(x)}, as after a normalization. Shapes: any that the activation takes, to the
 * same.
 *
 * <pre>{@code
 * new Conv2D(64, 3), new BatchNormalization(), new Activation(new Relu())
 * }</pre>
 *
 * @param activation the function to apply
 */
public record Activation(dev.tenon.spi.Activation activation) implements Layer {
  /** Requires a function. */
  public Activation {
    Objects.requireNonNull(activation, "activation");
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    return activation.apply(x);
  }
}
