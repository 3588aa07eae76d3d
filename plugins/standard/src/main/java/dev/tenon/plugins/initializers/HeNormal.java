package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Normal values of variance {@code 2 / fanIn}, meant for layers with {@code Relu}.
 *
 * <p>They are cut off at two standard deviations and widened to keep that variance.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in} and {@code fanOut = out}; for a filter
 * {@code [K, C / groups, kernel...]}, {@code fanIn} is {@code C / groups} and {@code fanOut} is
 * {@code K}, each times the kernel's elements. See He et al., <i>Delving Deep into Rectifiers</i>,
 * 2015. Example: {@code new Conv2D(64, 3).withKernelInitializer(new HeNormal())}.
 */
public record HeNormal() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Distribution.TRUNCATED_NORMAL.values(shape, 2 / Fans.of(shape).in(), random);
  }
}
