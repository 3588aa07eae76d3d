package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.UserError;
import java.util.random.RandomGenerator;

/**
 * The identity matrix, times a gain: at first, features or channels go through as they are.
 *
 * <p>A matrix {@code [in, out]} has the gain on its diagonal, else 0. A filter {@code [K, C /
 * groups, kernel...]}, of which Keras makes none, has it in the middle of the kernel (of an even
 * size, behind the middle) where {@code c} is {@code k} modulo {@code C / groups}, so that a
 * convolution of as many filters as channels, with odd sizes and {@code same} padding, repeats its
 * input. A vector or a scalar has no identity, and is a {@link UserError}.
 *
 * <p>See Keras's {@code Identity}, and for filters Zagoruyko and Komodakis, <i>DiracNets</i>, 2017.
 * Example: {@code new Dense(64).withKernelInitializer(new Identity())}.
 *
 * @param gain the factor, finite and not 0; 1 by default
 */
public record Identity(double gain) implements Initializer {
  /** Checks the gain. */
  public Identity {
    if (!Double.isFinite(gain) || gain == 0) {
      throw new IllegalArgumentException("gain must be finite and not zero, got " + gain);
    }
  }

  /** Makes the identity itself. */
  public Identity() {
    this(1);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    if (shape.rank() < 2) {
      throw new UserError(
          "Identity needs a matrix or filters, and was asked for values of shape "
              + shape
              + "; use Constant there");
    }
    int rows = Math.toIntExact(shape.dim(0));
    int columns = Math.toIntExact(shape.dim(1));
    int kernel = Math.toIntExact(shape.size()) / (rows * columns);
    float[] values = new float[rows * columns * kernel];
    int diagonal = shape.rank() == 2 ? Math.min(rows, columns) : rows;
    for (int i = 0; i < diagonal; i++) {
      values[(i * columns + i % columns) * kernel + middle(shape)] = (float) gain;
    }
    return values;
  }

  /** Where among its elements the middle of a filter's kernel is. */
  private static int middle(Shape shape) {
    int middle = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      middle = middle * (int) shape.dim(axis) + (int) shape.dim(axis) / 2;
    }
    return middle;
  }
}
