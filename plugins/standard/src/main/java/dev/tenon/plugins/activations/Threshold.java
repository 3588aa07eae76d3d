package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Keeps x where it is above a threshold; another value elsewhere.
 *
 * <p>The derivative at the threshold is 0.
 *
 * <p>Shapes: any to the same. See Konda, Memisevic and Krueger, <i>Zero-Bias Autoencoders and the
 * Benefits of Co-Adapting Features</i>, 2015; Keras's {@code threshold}, which has no defaults.
 * Example: {@code new Dense(64, new Threshold(1, 0))}.
 *
 * @param threshold above which x is kept, finite
 * @param defaultValue what is given elsewhere, finite
 */
public record Threshold(double threshold, double defaultValue) implements Activation {
  /** Checks both numbers. */
  public Threshold {
    if (!Double.isFinite(threshold) || !Double.isFinite(defaultValue)) {
      throw new IllegalArgumentException(
          "threshold and defaultValue must be finite, got " + threshold + " and " + defaultValue);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.greater(Tensor.constant(threshold)).where(x, Tensor.constant(defaultValue));
  }
}
