package org.example.heron;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;

/**
 * Lets each channel of an image pass as far as its own mean says: {@code y[n,c] = x[n,c] *
 * sigmoid(weight[c] * mean(x[n,c]) + bias[c])}, with the mean over height and width.
 *
 * <p>Shapes: {@code [N, C, height, width]} to the same; anything but images is a {@link
 * ShapeException}. Two parameters of {@code C} elements are trained: {@code weight}, 0 at first,
 * and {@code bias}, at first the same for all. Example: {@code new ChannelGate()} after a
 * convolution.
 *
 * @param bias the first value of each bias: the larger, the wider the gates are open; 2 by default,
 *     which lets 88 percent pass
 */
public record ChannelGate(double bias) implements Layer {
  /** Checks the bias. */
  public ChannelGate {
    if (!Double.isFinite(bias)) {
      throw new IllegalArgumentException("bias must be finite, got " + bias);
    }
  }

  /** Opens the gates by 88 percent at first. */
  public ChannelGate() {
    this(2);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    if (x.dataType() != DataType.FLOAT || x.shape().rank() != 4) {
      throw new ShapeException(
          "ChannelGate needs FLOAT images [N, channels, height, width]; got " + x.type());
    }
    Shape channels = Shape.of(x.shape().dim(1), 1, 1);
    Tensor weight = scope.parameter("weight", channels, (shape, random) -> filled(shape, 0));
    Tensor shift = scope.parameter("bias", channels, (shape, random) -> filled(shape, bias));
    Tensor mean = x.reduceMean(true, 2, 3);
    return x.mul(mean.mul(weight).add(shift).sigmoid());
  }

  private static float[] filled(Shape shape, double value) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, (float) value);
    return values;
  }
}
