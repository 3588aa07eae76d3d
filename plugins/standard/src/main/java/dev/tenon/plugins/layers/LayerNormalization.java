package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Gives the features of each example mean 0 and variance 1, then a trained scale and centre.
 *
 * <p>{@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, with mean and variance over
 * the axes named, for each position along the others by itself; the variance is divided by the
 * number of values, not by one less. Training and evaluation are the same, and no example depends
 * on others of its batch.
 *
 * <p>Axes are counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, axis 1 is the height, 2 the width, 3 or -1 the channels. So the
 * default takes the channels of each pixel, and 1, 2 and 3 the whole image. Those of sequences,
 * {@code (N, length, channels)}, are counted likewise. Axis 0, the batch, is a {@link
 * dev.tenon.graph.ShapeException}.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same; variables {@code gamma} and {@code beta} have the
 * sizes of the axes, in the tensor's own order, so {@code [C, H, W]} of whole images. See Ba, Kiros
 * and Hinton, <i>Layer Normalization</i>, 2016. Example: {@code new LayerNormalization()}.
 *
 * @param axis the axes over which values are normalized together; -1, the last, by default
 * @param epsilon keeps the divisor from 0, positive; 0.001 by default
 * @param center whether {@code beta} is added; true by default
 * @param scale whether {@code gamma} multiplies; true by default
 * @param betaInitializer the first centre; zeros by default
 * @param gammaInitializer the first scale; ones by default
 */
public record LayerNormalization(
    List<Integer> axis,
    double epsilon,
    boolean center,
    boolean scale,
    Initializer betaInitializer,
    Initializer gammaInitializer)
    implements Layer {
  /** Checks the numbers, and keeps its own copy of the axes. */
  public LayerNormalization {
    axis = Axes.some(axis);
    Bounds.requirePositive("epsilon", epsilon);
    Objects.requireNonNull(betaInitializer, "betaInitializer");
    Objects.requireNonNull(gammaInitializer, "gammaInitializer");
  }

  /** Normalizes with Keras's defaults. */
  public LayerNormalization() {
    this(List.of(-1), 0.001, true, true, new Zeros(), new Ones());
  }

  /**
   * Returns this layer over other axes.
   *
   * @param axis the axes over which values are normalized together, counted with channels last
   * @return the layer
   */
  public LayerNormalization withAxis(int... axis) {
    return new LayerNormalization(
        Arrays.stream(axis).boxed().toList(),
        epsilon,
        center,
        scale,
        betaInitializer,
        gammaInitializer);
  }

  /**
   * Returns this layer with another epsilon.
   *
   * @param epsilon keeps the divisor from 0
   * @return the layer
   */
  public LayerNormalization withEpsilon(double epsilon) {
    return new LayerNormalization(axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with or without a trained centre.
   *
   * @param center whether {@code beta} is added
   * @return the layer
   */
  public LayerNormalization withCenter(boolean center) {
    return new LayerNormalization(axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with or without a trained scale.
   *
   * @param scale whether {@code gamma} multiplies
   * @return the layer
   */
  public LayerNormalization withScale(boolean scale) {
    return new LayerNormalization(axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with another initializer of its centre.
   *
   * @param betaInitializer the first centre
   * @return the layer
   */
  public LayerNormalization withBetaInitializer(Initializer betaInitializer) {
    return new LayerNormalization(axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with another initializer of its scale.
   *
   * @param gammaInitializer the first scale
   * @return the layer
   */
  public LayerNormalization withGammaInitializer(Initializer gammaInitializer) {
    return new LayerNormalization(axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int[] own = Axes.ofFeatures("LayerNormalization", x, axis);
    Shape sizes = Axes.sizes(x.shape(), own);
    Shape along = Axes.along(x.shape(), own);
    Tensor y = Standardized.of(x, epsilon, own);
    if (scale) {
      y = y.mul(scope.parameter("gamma", sizes, gammaInitializer).reshape(along));
    }
    return center ? y.add(scope.parameter("beta", sizes, betaInitializer).reshape(along)) : y;
  }
}
