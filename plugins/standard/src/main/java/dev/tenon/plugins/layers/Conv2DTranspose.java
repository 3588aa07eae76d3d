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
import java.util.Optional;

/**
 * Transposed convolution: spreads each pixel over a window of a larger image.
 *
 * <p>It is the transpose of a {@link Conv2D} with the same settings, which maps images of the
 * result's size to those of the input's: {@code y[n, k, i*stride + a*dilation - pad, j*stride +
 * b*dilation - pad]} adds up {@code x[n,c,i,j] * kernel[c,k,a,b]} over all {@code c}, {@code i},
 * {@code j}, {@code a} and {@code b} that lead there; then comes {@code bias[k]}, then the
 * activation.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, filters, height', width']}, where {@code
 * height' = height * stride} with padding {@code same}, and {@code height * stride + max(extent -
 * stride, 0)} without, for an extent of {@code dilation * (kernel - 1) + 1}; the width likewise. An
 * output padding, below the strides, tells the size among those of which the convolution makes the
 * same: {@code (height - 1) * stride + extent + outputPadding}, less {@code 2 * floor(extent / 2)}
 * with padding {@code same}.
 *
 * <p>Variables {@code kernel [C, filters, height, width]} and {@code bias [filters]}. Initializers
 * count as Keras does: {@code fanIn} is {@code filters}, {@code fanOut} is {@code C}, each times
 * the kernel's elements. Anything but images is a {@link ShapeException}. See Zeiler et al.,
 * <i>Deconvolutional Networks</i>, 2010, and Dumoulin and Visin, <i>A Guide to Convolution
 * Arithmetic for Deep Learning</i>, 2016.
 *
 * <pre>{@code
 * new Conv2DTranspose(64, 3, new Relu()).withStrides(2).withPadding(Padding.SAME)
 * }</pre>
 *
 * @param filters the number of channels of the result, positive
 * @param kernel the filters' size
 * @param activation applied to the sum; linear by default
 * @param strides the distance between windows; 1 by default
 * @param padding whether what reaches over the larger image's edge is cut off; valid by default
 * @param outputPadding how much larger the result is than it has to be; if empty, as by default,
 *     what padding makes of it
 * @param dilation the distance between the kernel's elements; 1 by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first filters; Glorot uniform by default
 * @param biasInitializer the first bias; zeros by default
 */
public record Conv2DTranspose(
    int filters,
    Size kernel,
    Activation activation,
    Size strides,
    Padding padding,
    Optional<OutputPadding> outputPadding,
    Size dilation,
    boolean bias,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {
  private static final Size ONE = new Size(1);

  /** Checks the numbers. */
  public Conv2DTranspose {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(outputPadding, "outputPadding");
    Objects.requireNonNull(dilation, "dilation");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    if (filters < 1) {
      throw new IllegalArgumentException("filters must be positive, got " + filters);
    }
    boolean below =
        outputPadding.stream()
            .allMatch(more -> more.height() < strides.height() && more.width() < strides.width());
    if (!below) {
      throw new IllegalArgumentException(
          "outputPadding must be below the strides, got "
              + outputPadding.get()
              + " and "
              + strides);
    }
  }

  /**
   * Makes a transposed convolution with Keras's defaults.
   *
   * @param filters the number of channels of the result
   * @param kernel the filters' size
   */
  public Conv2DTranspose(int filters, Size kernel) {
    this(filters, kernel, new Linear());
  }

  /**
   * Makes a transposed convolution with an activation.
   *
   * @param filters the number of channels of the result
   * @param kernel the filters' size
   * @param activation applied to the sum
   */
  public Conv2DTranspose(int filters, Size kernel, Activation activation) {
    this(
        filters,
        kernel,
        activation,
        ONE,
        Padding.VALID,
        Optional.empty(),
        ONE,
        true,
        new GlorotUniform(),
        new Zeros());
  }

  /**
   * Makes a transposed convolution with square filters.
   *
   * @param filters the number of channels of the result
   * @param kernel the filters' height and width
   */
  public Conv2DTranspose(int filters, int kernel) {
    this(filters, new Size(kernel));
  }

  /**
   * Makes a transposed convolution with square filters and an activation.
   *
   * @param filters the number of channels of the result
   * @param kernel the filters' height and width
   * @param activation applied to the sum
   */
  public Conv2DTranspose(int filters, int kernel, Activation activation) {
    this(filters, new Size(kernel), activation);
  }

  /**
   * Returns this layer with other strides.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public Conv2DTranspose withStrides(Size strides) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
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
  public Conv2DTranspose withStrides(int strides) {
    return withStrides(new Size(strides));
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding whether what reaches over the larger image's edge is cut off
   * @return the layer
   */
  public Conv2DTranspose withPadding(Padding padding) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  /**
   * Returns this layer with an output padding.
   *
   * @param outputPadding how much larger the result is than it has to be
   * @return the layer
   */
  public Conv2DTranspose withOutputPadding(OutputPadding outputPadding) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        Optional.of(outputPadding),
        dilation,
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
  public Conv2DTranspose withDilation(Size dilation) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
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
  public Conv2DTranspose withDilation(int dilation) {
    return withDilation(new Size(dilation));
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public Conv2DTranspose withBias(boolean bias) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
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
  public Conv2DTranspose withKernelInitializer(Initializer kernelInitializer) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
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
  public Conv2DTranspose withBiasInitializer(Initializer biasInitializer) {
    return new Conv2DTranspose(
        filters,
        kernel,
        activation,
        strides,
        padding,
        outputPadding,
        dilation,
        bias,
        kernelInitializer,
        biasInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("Conv2DTranspose", x);
    Window plain = kernel.sliding(strides, dilation);
    long height = size(images, plain, 0, outputPadding.map(OutputPadding::height));
    long width = size(images, plain, 1, outputPadding.map(OutputPadding::width));
    Shape filter = Shape.of(images.dim(1), filters, kernel.height(), kernel.width());
    Tensor weights = scope.parameter("kernel", filter, kernelInitializer);
    Window window = padding.around(Shape.of(images.dim(0), filters, height, width), plain);
    Tensor y = x.convTranspose(weights, window, 1, height, width);
    return activation.apply(bias ? Bias.added(scope, y, biasInitializer) : y);
  }

  /** The size of the result along an axis, of which a convolution makes the input's. */
  private long size(Shape images, Window window, int axis, Optional<Integer> more) {
    long in = images.dim(axis + 2);
    int stride = window.strides().get(axis);
    int extent = window.extent(axis);
    boolean same = padding == Padding.SAME;
    if (more.isEmpty()) {
      return in * stride + (same ? 0 : Math.max(extent - stride, 0));
    }
    long size = (in - 1) * stride + extent + more.get() - (same ? 2 * (extent / 2) : 0);
    if (same && extent % 2 == 0 && more.get() == 0) {
      throw new ShapeException(
          "Conv2DTranspose of an even extent with same padding needs an outputPadding of at least"
              + " 1; got 0 for "
              + images);
    }
    return size;
  }
}
