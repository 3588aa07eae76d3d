package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Normal values of variance {@code 1 / fanIn}, meant for layers with {@code Selu}.
 *
 * <p>They are cut off at two standard deviations and widened to keep that variance.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in}; for a filter {@code [K, C / groups,
 * kernel...]}, {@code fanIn} is {@code C / groups} times the kernel's elements. See LeCun, Bottou,
 * Orr and Müller, <i>Efficient BackProp</i>, 1998, and Klambauer et al., <i>Self-Normalizing Neural
 * Networks</i>, 2017. Example: {@code new Dense(64, new Selu()).withKernelInitializer(new
 * LecunNormal())}.
 */
public record LecunNormal() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Distribution.TRUNCATED_NORMAL.values(shape, 1 / Fans.of(shape).in(), random);
  }
}
