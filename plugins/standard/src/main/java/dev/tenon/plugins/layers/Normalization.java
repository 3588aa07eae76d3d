package dev.tenon.plugins.layers;

import dev.tenon.graph.Constant;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Takes a known mean off each channel, and divides by a known standard deviation.
 *
 * <p>{@code y = (x - mean) / max(sqrt(variance), 1e-7)}, channel by channel, in training as in
 * evaluation; inverted, {@code y = mean + x * max(sqrt(variance), 1e-7)}. Nothing is trained. The
 * numbers are those of what the layer takes: of what a model's {@code Input} has made of samples,
 * by default 0 to 1, where the layer comes first.
 *
 * <p>Keras's {@code adapt} computes them from data; here they are settings, so that an experiment
 * says all of what it does. Where they are not known, {@code new
 * BatchNormalization().withCenter(false).withScale(false)} as the first layer estimates them while
 * training.
 *
 * <p>The axis is counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, 3 or -1 is that of the channels. Those of sequences, {@code (N,
 * length, channels)}, are counted likewise. Axis 0, the batch, is a {@link ShapeException}, and so
 * are more numbers than one that are not as many as there are channels.
 *
 * <p>Shapes: FLOAT {@code [N, ...]} to the same. See Keras's {@code Normalization}. Example:
 *
 * <pre>{@code
 * new Normalization(List.of(0.485, 0.456, 0.406), List.of(0.0524, 0.0502, 0.0506))
 * }</pre>
 *
 * @param mean the mean of each channel, or one for all of them
 * @param variance the variance of each channel, 0 or more, or one for all of them
 * @param axis the axis of the channels; -1, the last, by default
 * @param invert whether the layer undoes what it does else; false by default
 */
public record Normalization(List<Double> mean, List<Double> variance, int axis, boolean invert)
    implements Layer {
  private static final double SMALLEST = 1e-7;

  /** Checks the numbers, and keeps its own copies of them. */
  public Normalization {
    mean = List.copyOf(mean);
    variance = List.copyOf(variance);
    if (mean.isEmpty() || !mean.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("mean must be one finite number or more, got " + mean);
    }
    if (variance.isEmpty() || !variance.stream().allMatch(v -> v >= 0 && Double.isFinite(v))) {
      throw new IllegalArgumentException(
          "variance must be one finite number or more, none negative, got " + variance);
    }
  }

  /**
   * Normalizes the last axis, which is that of an image's channels.
   *
   * @param mean the mean of each channel, or one for all of them
   * @param variance the variance of each channel, or one for all of them
   */
  public Normalization(List<Double> mean, List<Double> variance) {
    this(mean, variance, -1, false);
  }

  /**
   * Normalizes all values alike.
   *
   * @param mean the mean
   * @param variance the variance
   */
  public Normalization(double mean, double variance) {
    this(List.of(mean), List.of(variance));
  }

  /**
   * Returns this layer along another axis.
   *
   * @param axis the axis of the channels, counted with channels last
   * @return the layer
   */
  public Normalization withAxis(int axis) {
    return new Normalization(mean, variance, axis, invert);
  }

  /**
   * Returns this layer, or what undoes it.
   *
   * @param invert whether the layer undoes what it does else
   * @return the layer
   */
  public Normalization withInvert(boolean invert) {
    return new Normalization(mean, variance, axis, invert);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int own = Axes.ofFeatures("Normalization", x, axis);
    Tensor centre = numbers("means", mean, m -> m, x, own);
    return invert
        ? x.mul(numbers("variances", variance, Normalization::deviation, x, own)).add(centre)
        : x.sub(centre).mul(numbers("variances", variance, v -> 1 / deviation(v), x, own));
  }

  private static double deviation(double variance) {
    return Math.max(Math.sqrt(variance), SMALLEST);
  }

  /** Makes a constant that broadcasts along the channels. */
  private static Tensor numbers(
      String what, List<Double> given, DoubleUnaryOperator function, Tensor x, int own) {
    boolean each = given.size() == x.shape().dim(own);
    if (!each && given.size() > 1) {
      throw new ShapeException(
          "Normalization has "
              + given.size()
              + " "
              + what
              + " for the "
              + x.shape().dim(own)
              + " channels of "
              + x.type()
              + "; give it as many, or one");
    }
    Shape shape = each ? Axes.along(x.shape(), own) : Shape.SCALAR;
    List<Double> values = given.stream().map(function::applyAsDouble).toList();
    return Tensor.of(new Constant(TensorType.floats(shape), values));
  }
}
