package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
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
 * A convolution of each channel alone, then one that joins channels, pixel by pixel.
 *
 * <p>It is a {@link DepthwiseConv2D} without bias and activation, which takes strides, padding and
 * dilation, before a {@link Conv2D} of kernel 1 with both: {@code y[n,k,i,j] = activation(bias[k] +
 * sum over c of pointwise_kernel[k,c] * depthwise[n,c,i,j])}.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, filters, height', width']}; variables
 * {@code depthwise_kernel [depthMultiplier, C, height, width]}, {@code pointwise_kernel [filters, C
 * * depthMultiplier, 1, 1]} and {@code bias [filters]}. Images that are smaller than the kernel are
 * a {@link dev.tenon.graph.ShapeException}. See Chollet, <i>Xception: Deep Learning with Depthwise
 * Separable Convolutions</i>, 2017.
 *
 * <pre>{@code
 * new SeparableConv2D(64, 3, new Relu()).withPadding(Padding.SAME)
 * }</pre>
 *
 * @param filters the number of channels of the result, positive
 * @param kernel the size of the channels' filters
 * @param activation applied to the sum; linear by default
 * @param strides the distance between windows; 1 by default
 * @param padding what happens at the edge; valid by default
 * @param dilation the distance between the kernel's elements; 1 by default
 * @param depthMultiplier how many filters each channel has, positive; 1 by default
 * @param bias whether a bias is added; true by default
 * @param depthwiseInitializer the first filters of the channels; Glorot uniform by default
 * @param pointwiseInitializer the first weights that join channels; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record SeparableConv2D(
    int filters,
    Size kernel,
    Activation activation,
    Size strides,
    Padding padding,
    Size dilation,
    int depthMultiplier,
    boolean bias,
    Initializer depthwiseInitializer,
    Initializer pointwiseInitializer,
    Initializer biasInitializer)
    implements Layer {
  private static final Size ONE = new Size(1);

  /** Checks the numbers. */
  public SeparableConv2D {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(dilation, "dilation");
    Objects.requireNonNull(depthwiseInitializer, "depthwiseInitializer");
    Objects.requireNonNull(pointwiseInitializer, "pointwiseInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (filters < 1) {
      throw new IllegalArgumentException("filters must be positive, got " + filters);
    }
    if (depthMultiplier < 1) {
      throw new IllegalArgumentException(
          "depthMultiplier must be positive, got " + depthMultiplier);
    }
  }

  /**
   * Makes a separable convolution with Keras's defaults.
   *
   * @param filters the number of channels of the result
   * @param kernel the size of the channels' filters
   */
  public SeparableConv2D(int filters, Size kernel) {
    this(filters, kernel, new Linear());
  }

  /**
   * Makes a separable convolution with an activation.
   *
   * @param filters the number of channels of the result
   * @param kernel the size of the channels' filters
   * @param activation applied to the sum
   */
  public SeparableConv2D(int filters, Size kernel, Activation activation) {
    this(
        filters,
        kernel,
        activation,
        ONE,
        Padding.VALID,
        ONE,
        1,
        true,
        new GlorotUniform(),
        new GlorotUniform(),
        new Zeros());
  }

  /**
   * Makes a separable convolution with square filters.
   *
   * @param filters the number of channels of the result
   * @param kernel the height and width of the channels' filters
   */
  public SeparableConv2D(int filters, int kernel) {
    this(filters, new Size(kernel));
  }

  /**
   * Makes a separable convolution with square filters and an activation.
   *
   * @param filters the number of channels of the result
   * @param kernel the height and width of the channels' filters
   * @param activation applied to the sum
   */
  public SeparableConv2D(int filters, int kernel, Activation activation) {
    this(filters, new Size(kernel), activation);
  }

  /**
   * Returns this layer with other strides.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public SeparableConv2D withStrides(Size strides) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with other strides, the same in both directions.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public SeparableConv2D withStrides(int strides) {
    return withStrides(new Size(strides));
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the edge
   * @return the layer
   */
  public SeparableConv2D withPadding(Padding padding) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another dilation.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public SeparableConv2D withDilation(Size dilation) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another dilation, the same in both directions.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public SeparableConv2D withDilation(int dilation) {
    return withDilation(new Size(dilation));
  }

  /**
   * Returns this layer with another depth multiplier.
   *
   * @param depthMultiplier how many filters each channel has
   * @return the layer
   */
  public SeparableConv2D withDepthMultiplier(int depthMultiplier) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public SeparableConv2D withBias(boolean bias) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of the channels' filters.
   *
   * @param depthwiseInitializer the first filters of the channels
   * @return the layer
   */
  public SeparableConv2D withDepthwiseInitializer(Initializer depthwiseInitializer) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of what joins channels.
   *
   * @param pointwiseInitializer the first weights that join channels
   * @return the layer
   */
  public SeparableConv2D withPointwiseInitializer(Initializer pointwiseInitializer) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its bias.
   *
   * @param biasInitializer the first bias
   * @return the layer
   */
  public SeparableConv2D withBiasInitializer(Initializer biasInitializer) {
    return new SeparableConv2D(
        filters,
        kernel,
        activation,
        strides,
        padding,
        dilation,
        depthMultiplier,
        bias,
        depthwiseInitializer,
        pointwiseInitializer,
        biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("SeparableConv2D", x);
    Window window = padding.around(images, kernel.sliding(strides, dilation));
    Tensor each =
        DepthwiseConv2D.each(scope, x, kernel, window, depthMultiplier, depthwiseInitializer);
    Shape joining = Shape.of(filters, each.shape().dim(1), 1, 1);
    Tensor weights = scope.parameter("pointwise_kernel", joining, pointwiseInitializer);
    Tensor y = each.conv(weights, Window.of(1, 1), 1);
    return activation.apply(bias ? Bias.added(scope, y, biasInitializer) : y);
  }
}
