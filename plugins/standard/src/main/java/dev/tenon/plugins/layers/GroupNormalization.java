package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Gives each group of channels of an example mean 0 and variance 1, then a scale and a centre.
 *
 * <p>{@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, with mean and variance over
 * the channels of a group that follow one another and over all pixels; the variance is divided by
 * the number of values, not by one less. {@code gamma} and {@code beta} are trained, one a channel.
 * Training and evaluation are the same, and no example depends on others of its batch. With one
 * group it is layer normalization over the whole example; with a group for each channel, {@code
 * groups = -1}, instance normalization.
 *
 * <p>The axis is counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, 3 or -1 is that of the channels. Those of sequences, {@code (N,
 * length, channels)}, are counted likewise. Axis 0, the batch, is a {@link ShapeException}, and so
 * is a number of channels that does not divide into the groups.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same; variables {@code gamma} and {@code beta}, each
 * {@code [C]}. See Wu and He, <i>Group Normalization</i>, 2018, and for instances Ulyanov, Vedaldi
 * and Lempitsky, <i>Instance Normalization</i>, 2016. Example: {@code new GroupNormalization(8)}.
 *
 * @param groups into how many groups channels are divided, or -1 for one of each channel; 32 by
 *     default
 * @param axis the axis of the channels; -1, the last, by default
 * @param epsilon keeps the divisor from 0, positive; 0.001 by default
 * @param center whether {@code beta} is added; true by default
 * @param scale whether {@code gamma} multiplies; true by default
 * @param betaInitializer the first centre; zeros by default
 * @param gammaInitializer the first scale; ones by default
 */
public record GroupNormalization(
    int groups,
    int axis,
    double epsilon,
    boolean center,
    boolean scale,
    Initializer betaInitializer,
    Initializer gammaInitializer)
    implements Layer {
  private static final int EACH_CHANNEL = -1;

  /** Checks the numbers. */
  public GroupNormalization {
    if (groups < 1 && groups != EACH_CHANNEL) {
      throw new IllegalArgumentException(
          "groups must be positive, or -1 for one of each channel, got " + groups);
    }
    Bounds.requirePositive("epsilon", epsilon);
    Objects.requireNonNull(betaInitializer, "betaInitializer");
    Objects.requireNonNull(gammaInitializer, "gammaInitializer");
  }

  /** Normalizes 32 groups of channels, with Keras's defaults. */
  public GroupNormalization() {
    this(32);
  }

  /**
   * Normalizes groups of channels.
   *
   * @param groups into how many groups channels are divided, or -1 for one of each channel
   */
  public GroupNormalization(int groups) {
    this(groups, -1, 0.001, true, true, new Zeros(), new Ones());
  }

  /**
   * Returns this layer over another axis.
   *
   * @param axis the axis of the channels, counted with channels last
   * @return the layer
   */
  public GroupNormalization withAxis(int axis) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with another epsilon.
   *
   * @param epsilon keeps the divisor from 0
   * @return the layer
   */
  public GroupNormalization withEpsilon(double epsilon) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with or without a trained centre.
   *
   * @param center whether {@code beta} is added
   * @return the layer
   */
  public GroupNormalization withCenter(boolean center) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with or without a trained scale.
   *
   * @param scale whether {@code gamma} multiplies
   * @return the layer
   */
  public GroupNormalization withScale(boolean scale) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with another initializer of its centre.
   *
   * @param betaInitializer the first centre
   * @return the layer
   */
  public GroupNormalization withBetaInitializer(Initializer betaInitializer) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  /**
   * Returns this layer with another initializer of its scale.
   *
   * @param gammaInitializer the first scale
   * @return the layer
   */
  public GroupNormalization withGammaInitializer(Initializer gammaInitializer) {
    return new GroupNormalization(
        groups, axis, epsilon, center, scale, betaInitializer, gammaInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int own = Axes.ofFeatures("GroupNormalization", x, axis);
    Shape channels = Shape.of(x.shape().dim(own));
    Shape grouped = grouped(x, own);
    int[] within = IntStream.range(1, grouped.rank()).filter(i -> i != own).toArray();
    Shape along = Axes.along(grouped, own, own + 1);
    Tensor y = Standardized.of(x.reshape(grouped), epsilon, within);
    if (scale) {
      y = y.mul(scope.parameter("gamma", channels, gammaInitializer).reshape(along));
    }
    if (center) {
      y = y.add(scope.parameter("beta", channels, betaInitializer).reshape(along));
    }
    return y.reshape(x.shape());
  }

  /** The shape in which the axis of the channels has become two: groups, and what is in each. */
  private Shape grouped(Tensor x, int own) {
    long channels = x.shape().dim(own);
    long number = groups == EACH_CHANNEL ? channels : groups;
    if (channels % number != 0) {
      throw new ShapeException(
          "GroupNormalization cannot divide the "
              + channels
              + " channels of "
              + x.type()
              + " into "
              + groups
              + " groups; choose a number that divides them");
    }
    long[] dims = x.shape().dims();
    long[] more = Arrays.copyOf(dims, dims.length + 1);
    System.arraycopy(dims, own, more, own + 1, dims.length - own);
    more[own] = number;
    more[own + 1] = channels / number;
    return Shape.of(more);
  }
}
