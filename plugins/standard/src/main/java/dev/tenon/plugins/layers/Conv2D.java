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
 * Convolution of images with trained filters.
 *
 * <p>{@code y[n,k,i,j] = activation(bias[k] + sum over c,a,b of x[n, c, i*stride + a*dilation -
 * pad, j*stride + b*dilation - pad] * kernel[k,c,a,b])}: a cross-correlation, as everywhere in this
 * field. In {@code groups}, each filter sees only its group's share of the channels.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, filters, height', width']}; variables
 * {@code kernel [filters, C / groups, height, width]} and {@code bias [filters]}. Images whose
 * channels do not divide into the groups, or that are smaller than the kernel, are a {@link
 * ShapeException}. See LeCun et al., <i>Gradient-Based Learning Applied to Document
 * Recognition</i>, 1998, and for groups Krizhevsky et al., <i>ImageNet Classification with Deep
 * Convolutional Neural Networks</i>, 2012.
 *
 * <pre>{@code
 * new Conv2D(64, 3, new Relu())
 * new Conv2D(64, 3).withPadding(Padding.SAME).withStrides(2)
 * }</pre>
 *
 * @param filters the number of filters, a positive multiple of the groups
 * @param kernel the filters' size
 * @param activation applied to the sum; linear by default
 * @param strides the distance between windows; 1 by default
 * @param padding what happens at the edge; valid by default
 * @param dilation the distance between the kernel's elements; 1 by default
 * @param groups into how many groups channels and filters are divided; 1 by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first filters; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record Conv2D(
    int filters,
    Size kernel,
    Activation activation,
    Size strides,
    Padding padding,
    Size dilation,
    int groups,
    boolean bias,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {
  private static final Size ONE = new Size(1);

  /** Checks the numbers. */
  public Conv2D {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(dilation, "dilation");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (filters < 1) {
      throw new IllegalArgumentException("filters must be positive, got " + filters);
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
   * @param kernel the filters' size
   */
  public Conv2D(int filters, Size kernel) {
    this(filters, kernel, new Linear());
  }

  /**
   * Makes a convolution with an activation.
   *
   * @param filters the number of filters
   * @param kernel the filters' size
   * @param activation applied to the sum
   */
  public Conv2D(int filters, Size kernel, Activation activation) {
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
        new Zeros());
  }

  /**
   * Makes a convolution with square filters.
   *
   * @param filters the number of filters
   * @param kernel the filters' height and width
   */
  public Conv2D(int filters, int kernel) {
    this(filters, new Size(kernel));
  }

  /**
   * Makes a convolution with square filters and an activation.
   *
   * @param filters the number of filters
   * @param kernel the filters' height and width
   * @param activation applied to the sum
   */
  public Conv2D(int filters, int kernel, Activation activation) {
    this(filters, new Size(kernel), activation);
  }

  /**
   * Returns this layer with other strides.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public Conv2D withStrides(Size strides) {
    return new Conv2D(
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
   * Returns this layer with other strides, the same in both directions.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public Conv2D withStrides(int strides) {
    return withStrides(new Size(strides));
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the edge
   * @return the layer
   */
  public Conv2D withPadding(Padding padding) {
    return new Conv2D(
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
  public Conv2D withDilation(Size dilation) {
    return new Conv2D(
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
   * Returns this layer with another dilation, the same in both directions.
   *
   * @param dilation the distance between the kernel's elements
   * @return the layer
   */
  public Conv2D withDilation(int dilation) {
    return withDilation(new Size(dilation));
  }

  /**
   * Returns this layer with other groups.
   *
   * @param groups into how many groups channels and filters are divided
   * @return the layer
   */
  public Conv2D withGroups(int groups) {
    return new Conv2D(
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
  public Conv2D withBias(boolean bias) {
    return new Conv2D(
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
  public Conv2D withKernelInitializer(Initializer kernelInitializer) {
    return new Conv2D(
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
  public Conv2D withBiasInitializer(Initializer biasInitializer) {
    return new Conv2D(
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
    Shape images = Inputs.images("Conv2D", x);
    long channels = images.dim(1);
    if (channels % groups != 0) {
      throw new ShapeException(
          "Conv2D in " + groups + " groups needs channels that divide into them; got " + x.type());
    }
    Window plain = kernel.sliding(strides, dilation);
    Shape filter = Shape.of(filters, channels / groups, kernel.height(), kernel.width());
    Tensor weights = scope.parameter("kernel", filter, kernelInitializer);
    Tensor y = x.conv(weights, padding.around(images, plain), groups);
    return activation.apply(bias ? Bias.added(scope, y, biasInitializer) : y);
  }
}
