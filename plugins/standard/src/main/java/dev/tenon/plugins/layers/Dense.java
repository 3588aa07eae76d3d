package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * A layer in which every unit depends on every feature: {@code y = activation(x kernel + bias)}.
 *
 * <p>Shapes: rows {@code [N, features]} to {@code [N, units]}, and sequences {@code [N, features,
 * steps]}, which people write {@code (N, steps, features)}, each step by itself, to {@code [N,
 * units, steps]}; variables {@code kernel [features, units]} and {@code bias [units]}. Images must
 * be flattened first; anything else is a {@link dev.tenon.graph.ShapeException}. See Rumelhart,
 * Hinton and Williams, <i>Learning Representations by Back-Propagating Errors</i>, 1986. Example:
 * {@code new Dense(10, new Softmax())}.
 *
 * @param units the number of outputs, positive
 * @param activation applied to the sum; linear by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first weights; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record Dense(
    int units,
    Activation activation,
    boolean bias,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {
  /** Checks the number of units. */
  public Dense {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (units < 1) {
      throw new IllegalArgumentException("units must be positive, got " + units);
    }
  }

  /**
   * Makes a layer without activation.
   *
   * @param units the number of outputs
   */
  public Dense(int units) {
    this(units, new Linear());
  }

  /**
   * Makes a layer with an activation.
   *
   * @param units the number of outputs
   * @param activation applied to the sum
   */
  public Dense(int units, Activation activation) {
    this(units, activation, true, new GlorotUniform(), new Zeros());
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public Dense withBias(boolean bias) {
    return new Dense(units, activation, bias, kernelInitializer, biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its weights.
   *
   * @param kernelInitializer the first weights
   * @return the layer
   */
  public Dense withKernelInitializer(Initializer kernelInitializer) {
    return new Dense(units, activation, bias, kernelInitializer, biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its bias.
   *
   * @param biasInitializer the first bias
   * @return the layer
   */
  public Dense withBiasInitializer(Initializer biasInitializer) {
    return new Dense(units, activation, bias, kernelInitializer, biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.rowsOrSequences("Dense", x);
    Projection sum = new Projection(units, bias, kernelInitializer, biasInitializer);
    return activation.apply(Axes.channelsFirst(sum.apply(scope, Axes.channelsLast(x))));
  }
}
