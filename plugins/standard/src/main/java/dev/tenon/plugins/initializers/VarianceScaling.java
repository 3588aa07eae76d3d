package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Values of variance {@code scale / fan}, of mean 0.
 *
 * <p>What the Glorot, He and LeCun initializers have in common: {@code GlorotUniform} is that of
 * scale 1, {@code FAN_AVG} and {@code UNIFORM}, {@code HeNormal} that of scale 2, {@code FAN_IN}
 * and {@code TRUNCATED_NORMAL}.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in} and {@code fanOut = out}; for a filter
 * {@code [K, C / groups, kernel...]}, {@code fanIn} is {@code C / groups} and {@code fanOut} is
 * {@code K}, each times the kernel's elements. See Keras's {@code VarianceScaling}. Example: {@code
 * new Dense(64).withKernelInitializer(new VarianceScaling(2, FanMode.FAN_OUT,
 * Distribution.UNTRUNCATED_NORMAL))}.
 *
 * @param scale the numerator, positive; 1 by default
 * @param mode which fan is the denominator; that of inputs by default
 * @param distribution what values are drawn from; the truncated normal one by default
 */
public record VarianceScaling(double scale, FanMode mode, Distribution distribution)
    implements Initializer {
  /** Checks the scale. */
  public VarianceScaling {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(distribution, "distribution");
    Bounds.requirePositive("scale", scale);
  }

  /** Draws with Keras's defaults. */
  public VarianceScaling() {
    this(1, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return distribution.values(shape, scale / mode.of(Fans.of(shape)), random);
  }
}
