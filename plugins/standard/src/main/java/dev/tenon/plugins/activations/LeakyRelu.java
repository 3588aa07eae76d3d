package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Leaky ReLU: the rectified linear unit with a slope below 0.
 *
 * <p>It is {@code x} where it is positive, else {@code negativeSlope * x}. The derivative at 0 is
 * the negative slope.
 *
 * <p>Shapes: any to the same. See Maas, Hannun and Ng, <i>Rectifier Nonlinearities Improve Neural
 * Network Acoustic Models</i>, 2013. Example: {@code new Dense(64, new LeakyRelu(0.1))}.
 *
 * @param negativeSlope the slope where x is negative, 0 or more; 0.2 by default, as of Keras's
 *     activation {@code leaky_relu}, whereas its layer {@code LeakyReLU} has 0.3
 */
public record LeakyRelu(double negativeSlope) implements Activation {
  /** Checks the slope. */
  public LeakyRelu {
    Bounds.requireNotNegative("negativeSlope", negativeSlope);
  }

  /** Has a slope of 0.2 below 0. */
  public LeakyRelu() {
    this(0.2);
  }

  @Override
  public Tensor apply(Tensor x) {
    // Chosen before it multiplies, the slope is all that the gradient needs.
    Tensor slope =
        x.greater(Tensor.constant(0)).where(Tensor.constant(1), Tensor.constant(negativeSlope));
    return x.mul(slope);
  }
}
