package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * Weighs the channels of an image by what two small dense layers make of their means.
 *
 * <p>{@code y[n,c,i,j] = x[n,c,i,j] * s[n,c]} with {@code s = gate(dense(activation(dense(mean of x
 * over i,j))))}. The first dense layer has {@code C / ratio} units, rounded down, but at least one;
 * the second has one for each channel. With the sigmoid as gate, a channel passes by a share from 0
 * to 1.
 *
 * <p>Shapes: {@code [N, C, height, width]} to the same; variables {@code squeeze/kernel [C,
 * units]}, {@code squeeze/bias [units]}, {@code excite/kernel [units, C]} and {@code excite/bias
 * [C]}. Anything but images is a {@link dev.tenon.graph.ShapeException}. See Hu, Shen and Sun,
 * <i>Squeeze-and-Excitation Networks</i>, 2018. Example: {@code new SqueezeExcite(4)} behind a
 * convolution, before what joins it with a shortcut.
 *
 * @param ratio how many channels there are to a unit of the first dense layer, positive; 16 by
 *     default
 * @param activation that of the first dense layer; ReLU by default
 * @param gate that of the second; the sigmoid by default
 * @param kernelInitializer the first weights of both; Glorot uniform by default
 * @param biasInitializer the first biases of both; zeros by default
 */
public record SqueezeExcite(
    int ratio,
    Activation activation,
    Activation gate,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {
  /** Checks the ratio. */
  public SqueezeExcite {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (ratio < 1) {
      throw new IllegalArgumentException("ratio must be positive, got " + ratio);
    }
  }

  /** Weighs channels by a unit to 16 of them. */
  public SqueezeExcite() {
    this(16);
  }

  /**
   * Weighs channels with the paper's activations.
   *
   * @param ratio how many channels there are to a unit
   */
  public SqueezeExcite(int ratio) {
    this(ratio, new Relu(), new Sigmoid(), new GlorotUniform(), new Zeros());
  }

  /**
   * Returns this layer with another activation of the first dense layer.
   *
   * @param activation the activation
   * @return the layer
   */
  public SqueezeExcite withActivation(Activation activation) {
    return new SqueezeExcite(ratio, activation, gate, kernelInitializer, biasInitializer);
  }

  /**
   * Returns this layer with another gate.
   *
   * @param gate the activation of the second dense layer
   * @return the layer
   */
  public SqueezeExcite withGate(Activation gate) {
    return new SqueezeExcite(ratio, activation, gate, kernelInitializer, biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its weights.
   *
   * @param kernelInitializer the first weights of both dense layers
   * @return the layer
   */
  public SqueezeExcite withKernelInitializer(Initializer kernelInitializer) {
    return new SqueezeExcite(ratio, activation, gate, kernelInitializer, biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its biases.
   *
   * @param biasInitializer the first biases of both dense layers
   * @return the layer
   */
  public SqueezeExcite withBiasInitializer(Initializer biasInitializer) {
    return new SqueezeExcite(ratio, activation, gate, kernelInitializer, biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("SqueezeExcite", x);
    int channels = Math.toIntExact(images.dim(1));
    Dense squeeze = dense(Math.max(1, channels / ratio), activation);
    Dense excite = dense(channels, gate);
    Tensor means = x.reduceMean(false, 2, 3);
    Tensor squeezed = scope.within("squeeze", inner -> squeeze.apply(inner, means));
    Tensor shares = scope.within("excite", inner -> excite.apply(inner, squeezed));
    return x.mul(shares.reshape(images.with(2, 1).with(3, 1)));
  }

  private Dense dense(int units, Activation activation) {
    return new Dense(units, activation, true, kernelInitializer, biasInitializer);
  }
}
