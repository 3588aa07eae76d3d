package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Uniform values within {@code sqrt(6 / (fanIn + fanOut))} of 0.
 *
 * <p>The default of kernels; their variance is {@code 2 / (fanIn + fanOut)}.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in} and {@code fanOut = out}; for a filter
 * {@code [K, C / groups, kernel...]}, {@code fanIn} is {@code C / groups} and {@code fanOut} is
 * {@code K}, each times the kernel's elements. See Glorot and Bengio, <i>Understanding the
 * Difficulty of Training Deep Feedforward Neural Networks</i>, 2010. Example: {@code new
 * Dense(64).withKernelInitializer(new GlorotUniform())}.
 */
public record GlorotUniform() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    Fans fans = Fans.of(shape);
    return Distribution.UNIFORM.values(shape, 2 / (fans.in() + fans.out()), random);
  }
}
