package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * Convolution of sequences with trained filters.
 *
 * <p>{@code y[n,k,i] = activation(bias[k] + sum over c,a of x[n, c, i*stride + a*dilation - pad] *
 * kernel[k,c,a])}: a cross-correlation, as everywhere in this field. In {@code groups}, each filter
 * sees only its group's share of the channels. Causal padding lets an output depend on nothing that
 * comes after it.
 *
 * <p>Shapes: {@code [N, C, length]}, which people write {@code (N, length, channels)}, to {@code
 * [N, filters, length']}; variables {@code kernel [filters, C / groups, kernel]} and {@code bias
 * [filters]}. Sequences whose channels do not divide into the groups, or that are shorter than the
 * kernel, are a {@link ShapeException}. Models begin with images: {@link Reshape} makes sequences
 * of them. See Waibel et al., <i>Phoneme Recognition Using Time-Delay Neural Networks</i>, 1989,
 * and for causal padding van den Oord et al., <i>WaveNet</i>, 2016.
 *
 * <pre>{@code
 * new Reshape(28, 28), new Conv1D(64, 3, new Relu())
 * new Conv1D(64, 2).withPadding(SequencePadding.CAUSAL).withDilation(4)
 * }</pre>
 *
 * @param filters the number of filters, a positive multiple of the groups
 * @param kernel the filters' length
 * @param activation applied to the sum; linear by default
 * @param strides the distance between windows; 1 by default
 * @param padding what happens at the ends; valid by default
 * @param dilation the distance between the kernel's elements; 1 by default
 * @param groups into how many groups channels and filters are divided; 1 by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first filters; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record Conv1D(
    int filters,
    int kernel,
    Activation activation,
    int strides,
    SequencePadding padding,
    int dilation,
    int groups,
    boolean bias,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {
  /** Checks the numbers. */
  public Conv1D {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (filters < 1) {
      throw new IllegalArgumentException("filters must be positive, got " + filters);
    }
    if (kernel < 1) {
      throw new IllegalArgumentException("kernel must be positive, got " + kernel);
    }
    if (strides < 1) {
      throw new IllegalArgumentException("strides must be positive, got " + strides);
    }
    if (dilation < 1) {
      throw new IllegalArgumentException("dilation must be positive, got " + dilation);
    }
    if (groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "groups must be positive and divide the " + filters + " filters, got " + groups);
    }
  }

  /**
   * Makes a convolution with Keras's defaults.
   *
   * @param filters the number of filters
   * @param kernel the filters' length
   */
  public Conv1D(int filters, int kernel) {
    this(filters, kernel, new Linear());
  }

  /**
   * Makes a convolution with an activation.
   *
   * @param filters the number of filters
   * @param kernel the filters' length
   * @param activation applied to the sum
   */
  public Conv1D(int filters, int kernel, Activation activation) {
    this(
        filters,
        kernel,
        activation,
        1,
        SequencePadding.VALID,
        1,
        1,
        true,
        new GlorotUniform(),
        new Zeros());
  }

  /**
   * Returns this layer with other strides.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public Conv1D withStrides(int strides) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the ends
   * @return the layer
   */
  public Conv1D withPadding(SequencePadding padding) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another dilation.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public Conv1D withDilation(int dilation) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with other groups.
   *
   * @param groups into how many groups channels and filters are divided
   * @return the layer
   */
  public Conv1D withGroups(int groups) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public Conv1D withBias(boolean bias) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its filters.
   *
   * @param kernelInitializer the first filters
   * @return the layer
   */
  public Conv1D withKernelInitializer(Initializer kernelInitializer) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its bias.
   *
   * @param biasInitializer the first bias
   * @return the layer
   */
  public Conv1D withBiasInitializer(Initializer biasInitializer) {
    return new Conv1D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        groups,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape sequences = Inputs.sequences("Conv1D", x);
    long channels = sequences.dim(1);
    if (channels % groups != 0) {
      throw new ShapeException(
          "Conv1D in " + groups + " groups needs channels that divide into them; got " + x.type());
    }
    Window plain = Window.of(kernel).withStrides(strides).withDilations(dilation);
    Shape filter = Shape.of(filters, channels / groups, kernel);
    Tensor weights = scope.parameter("kernel", filter, kernelInitializer);
    Tensor y = x.conv(weights, padding.around(sequences, plain), groups);
    return activation.apply(bias ? Bias.added(scope, y, biasInitializer) : y);
  }
}
