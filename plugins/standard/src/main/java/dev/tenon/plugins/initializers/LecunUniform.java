package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Uniform values within {@code sqrt(3 / fanIn)} of 0.
 *
 * <p>Their variance is {@code 1 / fanIn}.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in}; for a filter {@code [K, C / groups,
 * kernel...]}, {@code fanIn} is {@code C / groups} times the kernel's elements. See LeCun, Bottou,
 * Orr and Müller, <i>Efficient BackProp</i>, 1998. Example: {@code new
 * Dense(64).withKernelInitializer(new LecunUniform())}.
 */
public record LecunUniform() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Distribution.UNIFORM.values(shape, 1 / Fans.of(shape).in(), random);
  }
}
