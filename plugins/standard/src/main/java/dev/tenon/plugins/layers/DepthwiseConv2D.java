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
 * Convolution of each channel of images by trained filters of its own.
 *
 * <p>{@code y[n, c*depthMultiplier + m, i, j] = activation(bias[c*depthMultiplier + m] + sum over
 * a,b of x[n, c, i*stride + a*dilation - pad, j*stride + b*dilation - pad] * kernel[m,c,a,b])}.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C * depthMultiplier, height', width']};
 * variables {@code depthwise_kernel [depthMultiplier, C, height, width]} and {@code bias [C *
 * depthMultiplier]}. Initializers count as Keras does: {@code fanIn} is {@code C}, {@code fanOut}
 * is {@code depthMultiplier}, each times the kernel's elements. Images that are smaller than the
 * kernel are a {@link dev.tenon.graph.ShapeException}. See Howard et al., <i>MobileNets</i>, 2017.
 *
 * <pre>{@code
 * new DepthwiseConv2D(3).withPadding(Padding.SAME).withBias(false)
 * new DepthwiseConv2D(3, new Relu6()).withDepthMultiplier(2)
 * }</pre>
 *
 * @param kernel the filters' size
 * @param activation applied to the sum; linear by default
 * @param strides the distance between windows; 1 by default
 * @param padding what happens at the edge; valid by default
 * @param depthMultiplier how many filters each channel has, positive; 1 by default
 * @param dilation the distance between the kernel's elements; 1 by default
 * @param bias whether a bias is added; true by default
 * @param depthwiseInitializer the first filters; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record DepthwiseConv2D(
    Size kernel,
    Activation activation,
    Size strides,
    Padding padding,
    int depthMultiplier,
    Size dilation,
    boolean bias,
    Initializer depthwiseInitializer,
    Initializer biasInitializer)
    implements Layer {
  private static final Size ONE = new Size(1);

  /** Checks the numbers. */
  public DepthwiseConv2D {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(dilation, "dilation");
    Objects.requireNonNull(depthwiseInitializer, "depthwiseInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (depthMultiplier < 1) {
      throw new IllegalArgumentException(
          "depthMultiplier must be positive, got " + depthMultiplier);
    }
  }

  /**
   * Makes a depthwise convolution with Keras's defaults.
   *
   * @param kernel the filters' size
   */
  public DepthwiseConv2D(Size kernel) {
    this(kernel, new Linear());
  }

  /**
   * Makes a depthwise convolution with an activation.
   *
   * @param kernel the filters' size
   * @param activation applied to the sum
   */
  public DepthwiseConv2D(Size kernel, Activation activation) {
    this(kernel, activation, ONE, Padding.VALID, 1, ONE, true, new GlorotUniform(), new Zeros());
  }

  /**
   * Makes a depthwise convolution with square filters.
   *
   * @param kernel the filters' height and width
   */
  public DepthwiseConv2D(int kernel) {
    this(new Size(kernel));
  }

  /**
   * Makes a depthwise convolution with square filters and an activation.
   *
   * @param kernel the filters' height and width
   * @param activation applied to the sum
   */
  public DepthwiseConv2D(int kernel, Activation activation) {
    this(new Size(kernel), activation);
  }

  /**
   * Returns this layer with other strides.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public DepthwiseConv2D withStrides(Size strides) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with other strides, the same in both directions.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public DepthwiseConv2D withStrides(int strides) {
    return withStrides(new Size(strides));
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the edge
   * @return the layer
   */
  public DepthwiseConv2D withPadding(Padding padding) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another depth multiplier.
   *
   * @param depthMultiplier how many filters each channel has
   * @return the layer
   */
  public DepthwiseConv2D withDepthMultiplier(int depthMultiplier) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another dilation.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public DepthwiseConv2D withDilation(Size dilation) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another dilation, the same in both directions.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public DepthwiseConv2D withDilation(int dilation) {
    return withDilation(new Size(dilation));
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public DepthwiseConv2D withBias(boolean bias) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of the channels' filters.
   *
   * @param depthwiseInitializer the first filters
   * @return the layer
   */
  public DepthwiseConv2D withDepthwiseInitializer(Initializer depthwiseInitializer) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with another initializer of its bias.
   *
   * @param biasInitializer the first bias
   * @return the layer
   */
  public DepthwiseConv2D withBiasInitializer(Initializer biasInitializer) {
    return new DepthwiseConv2D(
        kernel,
        activation,
        strides,
        padding,
        depthMultiplier,
        dilation,
        bias,
        depthwiseInitializer,
        biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("DepthwiseConv2D", x);
    Window window = padding.around(images, kernel.sliding(strides, dilation));
    Tensor y = each(scope, x, kernel, window, depthMultiplier, depthwiseInitializer);
    return activation.apply(bias ? Bias.added(scope, y, biasInitializer) : y);
  }

  /** Convolves each channel alone, with the variable {@code depthwise_kernel}. */
  static Tensor each(
      Scope scope, Tensor x, Size kernel, Window window, int multiplier, Initializer initializer) {
    long channels = x.shape().dim(1);
    // Laid out as in Keras, from whose sizes initializers count.
    Shape shape = Shape.of(multiplier, channels, kernel.height(), kernel.width());
    Tensor weights = scope.parameter("depthwise_kernel", shape, initializer);
    Shape filter = Shape.of(channels * multiplier, 1, kernel.height(), kernel.width());
    int groups = Math.toIntExact(channels);
    return x.conv(weights.transpose(1, 0, 2, 3).reshape(filter), window, groups);
  }
}
