package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Shape;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/** The first values of a parameter. */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Initializer extends Extension {
  /**
   * Returns first values.
   *
   * @param shape the parameter's shape: a filter is {@code [K, C / groups, kernel...]}, a matrix
   *     {@code [in, out]}
   * @param random the only source of chance to use; its state depends on the experiment's seed and
   *     the parameter's path
   * @return the elements in row-major order
   */
  float[] values(Shape shape, RandomGenerator random);
}
