package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Keeps x where it is further from 0 than a threshold; 0 elsewhere.
 *
 * <p>The derivative at the threshold is 0.
 *
 * <p>Shapes: any to the same. Keras's {@code hard_shrink}. Example: {@code new Dense(64, new
 * HardShrink())}.
 *
 * @param threshold how far from 0 is near, 0 or more; 0.5 by default
 */
public record HardShrink(double threshold) implements Activation {
  /** Checks the number. */
  public HardShrink {
    Bounds.requireNotNegative("threshold", threshold);
  }

  /** Makes 0 of what lies between -0.5 and 0.5. */
  public HardShrink() {
    this(0.5);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.abs().greater(Tensor.constant(threshold)).where(x, Tensor.constant(0));
  }
}
