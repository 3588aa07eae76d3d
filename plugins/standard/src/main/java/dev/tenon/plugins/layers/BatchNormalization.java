package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.stream.IntStream;

/**
 * Gives each channel mean 0 and variance 1, then a trained scale and centre.
 *
 * <p>{@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}, channel by channel. In
 * training, {@code mean} and {@code variance} are those of the batch (over examples and pixels; the
 * variance divided by their number, not by one less), and each moving statistic becomes {@code
 * moving * momentum + batch * (1 - momentum)}. In evaluation they are the moving statistics.
 *
 * <p>Channels are on axis 1. Shapes: {@code [N, C, ...]} to the same; variables {@code gamma},
 * {@code beta}, {@code moving_mean} and {@code moving_variance}, each {@code [C]}, the last two
 * untrained. A tensor without channels is a {@link ShapeException}. See Ioffe and Szegedy, <i>Batch
 * Normalization</i>, 2015. Example: {@code new BatchNormalization()}.
 *
 * @param momentum what is kept of the moving statistics in a step, 0 to 1; 0.99 by default
 * @param epsilon keeps the divisor from 0, positive; 0.001 by default
 * @param center whether {@code beta} is added; true by default
 * @param scale whether {@code gamma} multiplies; true by default
 */
public record BatchNormalization(double momentum, double epsilon, boolean center, boolean scale)
    implements Layer {
  /** Checks the numbers. */
  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be from 0 to 1, got " + momentum);
    }
    Bounds.requirePositive("epsilon", epsilon);
  }

  /** Normalizes with Keras's defaults. */
  public BatchNormalization() {
    this(0.99, 0.001, true, true);
  }

  /**
   * Returns this layer with another momentum.
   *
   * @param momentum what is kept of the moving statistics in a step
   * @return the layer
   */
  public BatchNormalization withMomentum(double momentum) {
    return new BatchNormalization(momentum, epsilon, center, scale);
  }

  /**
   * Returns this layer with another epsilon.
   *
   * @param epsilon keeps the divisor from 0
   * @return the layer
   */
  public BatchNormalization withEpsilon(double epsilon) {
    return new BatchNormalization(momentum, epsilon, center, scale);
  }

  /**
   * Returns this layer with or without a trained centre.
   *
   * @param center whether {@code beta} is added
   * @return the layer
   */
  public BatchNormalization withCenter(boolean center) {
    return new BatchNormalization(momentum, epsilon, center, scale);
  }

  /**
   * Returns this layer with or without a trained scale.
   *
   * @param scale whether {@code gamma} multiplies
   * @return the layer
   */
  public BatchNormalization withScale(boolean scale) {
    return new BatchNormalization(momentum, epsilon, center, scale);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape channels = Shape.of(channels(x));
    Shape wide = Axes.along(x.shape(), 1);
    Tensor gain = scale ? scope.parameter("gamma", channels, new Ones()) : null;
    Tensor shift = center ? scope.parameter("beta", channels, new Zeros()) : null;
    Tensor movingMean = scope.state("moving_mean", channels, new Zeros());
    Tensor movingVariance = scope.state("moving_variance", channels, new Ones());

    Tensor centred;
    Tensor variance;
    if (scope.isTraining()) {
      int[] others = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
      Tensor mean = x.reduceMean(true, others);
      centred = x.sub(mean);
      variance = centred.square().reduceMean(true, others);
      scope.update("moving_mean", moved(movingMean, mean.reshape(channels)));
      scope.update("moving_variance", moved(movingVariance, variance.reshape(channels)));
    } else {
      centred = x.sub(movingMean.reshape(wide));
      variance = movingVariance.reshape(wide);
    }
    Tensor factor = variance.add(epsilon).sqrt().reciprocal();
    Tensor y = centred.mul(scale ? factor.mul(gain.reshape(wide)) : factor);
    return center ? y.add(shift.reshape(wide)) : y;
  }

  private Tensor moved(Tensor moving, Tensor batch) {
    return moving.mul(momentum).add(batch.mul(1 - momentum));
  }

  private static long channels(Tensor x) {
    if (x.dataType() != DataType.FLOAT || x.shape().rank() < 2 || x.shape().dim(1) < 1) {
      throw new ShapeException(
          "BatchNormalization needs FLOAT channels on axis 1, [N, channels, ...]; got " + x.type());
    }
    return x.shape().dim(1);
  }
}
