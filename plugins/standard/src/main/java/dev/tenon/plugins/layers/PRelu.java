package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * PReLU: a rectified linear unit whose slope below 0 is trained.
 *
 * <p>It is {@code x} where it is positive, {@code alpha * x} where it is negative, with derivative
 * 0 at 0.
 *
 * <p>Each feature has its own alpha, but along shared axes there is one for all. Axes are counted
 * as in Keras, with channels last: of images, which people write {@code (N, height, width,
 * channels)}, axis 1 is the height, 2 the width, 3 or -1 the channels; of sequences, {@code (N,
 * length, channels)}, 1 is the length. Axis 0, the batch, is always shared, and a {@link
 * dev.tenon.graph.ShapeException} if named.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same; the variable {@code alpha} has that shape without
 * the batch, and size 1 along shared axes. See He, Zhang, Ren and Sun, <i>Delving Deep into
 * Rectifiers</i>, 2015; Keras's {@code PReLU}. Example: {@code new PRelu().withSharedAxes(1, 2)},
 * which has one alpha a channel.
 *
 * @param alphaInitializer the first slopes; zeros by default
 * @param sharedAxes along which axes there is one alpha; none by default
 */
public record PRelu(Initializer alphaInitializer, List<Integer> sharedAxes) implements Layer {
  /** Keeps its own copy of the axes. */
  public PRelu {
    Objects.requireNonNull(alphaInitializer, "alphaInitializer");
    sharedAxes = List.copyOf(sharedAxes);
  }

  /** Trains an alpha for each feature, from 0. */
  public PRelu() {
    this(new Zeros(), List.of());
  }

  /**
   * Returns this layer with another initializer of its slopes.
   *
   * @param alphaInitializer the first slopes
   * @return the layer
   */
  public PRelu withAlphaInitializer(Initializer alphaInitializer) {
    return new PRelu(alphaInitializer, sharedAxes);
  }

  /**
   * Returns this layer with one alpha along each of some axes.
   *
   * @param sharedAxes the axes, counted with channels last
   * @return the layer
   */
  public PRelu withSharedAxes(int... sharedAxes) {
    return new PRelu(alphaInitializer, Arrays.stream(sharedAxes).boxed().toList());
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Tensor alpha = scope.parameter("alpha", ofAlpha(x), alphaInitializer);
    return x.relu().sub(alpha.mul(x.neg().relu()));
  }

  private Shape ofAlpha(Tensor x) {
    Shape shape = x.shape();
    Inputs.features("PRelu", x);
    for (int axis : sharedAxes) {
      shape = shape.with(Axes.ofFeatures("PRelu", x, axis), 1);
    }
    return Shape.of(Arrays.copyOfRange(shape.dims(), 1, shape.rank()));
  }
}
