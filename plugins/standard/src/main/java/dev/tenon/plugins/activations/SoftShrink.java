package dev.tenon.plugins.activations;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/**
 * Brings x nearer to 0 by a threshold, and to 0 what is within it.
 *
 * <p>It is {@code x - threshold} above the threshold, {@code x + threshold} below its negative,
 * else 0. The derivative at both corners is 0.
 *
 * <p>Shapes: any to the same. Keras's {@code soft_shrink}. Example: {@code new Dense(64, new
 * SoftShrink())}.
 *
 * @param threshold by how much x is brought nearer to 0, 0 or more; 0.5 by default
 */
public record SoftShrink(double threshold) implements Activation {
  /** Checks the number. */
  public SoftShrink {
    Bounds.requireNotNegative("threshold", threshold);
  }

  /** Brings x nearer to 0 by 0.5. */
  public SoftShrink() {
    this(0.5);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.sub(threshold).relu().sub(x.neg().sub(threshold).relu());
  }
}
