package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Normal values of variance {@code 2 / (fanIn + fanOut)}.
 *
 * <p>They are cut off at two standard deviations and widened to keep that variance: none lies
 * further than {@code 2 / 0.8796 * sqrt(2 / (fanIn + fanOut))} from 0.
 *
 * <p>For a matrix {@code [in, out]}, {@code fanIn = in} and {@code fanOut = out}; for a filter
 * {@code [K, C / groups, kernel...]}, {@code fanIn} is {@code C / groups} and {@code fanOut} is
 * {@code K}, each times the kernel's elements. See Glorot and Bengio, <i>Understanding the
 * Difficulty of Training Deep Feedforward Neural Networks</i>, 2010. Example: {@code new
 * Dense(64).withKernelInitializer(new GlorotNormal())}.
 */
public record GlorotNormal() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    Fans fans = Fans.of(shape);
    return Distribution.TRUNCATED_NORMAL.values(shape, 2 / (fans.in() + fans.out()), random);
  }
}
