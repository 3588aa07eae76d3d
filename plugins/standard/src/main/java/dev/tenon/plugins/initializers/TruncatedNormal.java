package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Normal values that are drawn again until they are within two deviations of their mean.
 *
 * <p>As in Keras, nothing makes up for what is cut off: the standard deviation of what remains is
 * {@code 0.8796 * stddev}. {@link VarianceScaling} and its kin do make up for it.
 *
 * <p>See Keras's {@code TruncatedNormal}. Example: {@code new Dense(64).withKernelInitializer(new
 * TruncatedNormal(0, 0.02))}.
 *
 * @param mean the mean; 0 by default
 * @param stddev the standard deviation before values are cut off, positive; 0.05 by default
 */
public record TruncatedNormal(double mean, double stddev) implements Initializer {
  /** Checks the numbers. */
  public TruncatedNormal {
    Bounds.requireFinite("mean", mean);
    Bounds.requirePositive("stddev", stddev);
  }

  /** Draws with Keras's defaults. */
  public TruncatedNormal() {
    this(0, 0.05);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Drawn.values(shape, () -> mean + stddev * Distribution.withinTwo(random));
  }
}
