package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Uniform values within {@code sqrt(6 / fanIn)} of 0, meant for layers with {@code Relu}.
 *
 * <p>Their variance is {@code 2 / fanIn}.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in} and {@code fanOut = out}; for a filter
 * {@code [K, C / groups, kernel...]}, {@code fanIn} is {@code C / groups} and {@code fanOut} is
 * {@code K}, each times the kernel's elements. See He et al., <i>Delving Deep into Rectifiers</i>,
 * 2015. Example: {@code new Conv2D(64, 3).withKernelInitializer(new HeUniform())}.
 */
public record HeUniform() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    return Distribution.UNIFORM.values(shape, 2 / Fans.of(shape).in(), random);
  }
}
