package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * A random orthogonal matrix, times a gain: it turns what it is applied to and keeps its length.
 *
 * <p>It is Q of the decomposition QR of a matrix of standard normal numbers, with the signs by
 * which the diagonal of R is positive, so that no orthogonal matrix is likelier than another. Of
 * rows and columns, whichever are fewer are perpendicular to one another and as long as the gain.
 *
 * <p>A matrix is {@code [in, out]}. A filter {@code [K, C / groups, kernel...]} is taken for one of
 * K rows, of which each is all of a filter; a vector for one row, and a scalar is the gain or its
 * opposite. See Saxe, McClelland and Ganguli, <i>Exact Solutions to the Nonlinear Dynamics of
 * Learning in Deep Linear Neural Networks</i>, 2014, and for the signs Mezzadri, <i>How to Generate
 * Random Matrices from the Classical Compact Groups</i>, 2007. Example: {@code new
 * Dense(64).withKernelInitializer(new Orthogonal())}.
 *
 * @param gain the factor, positive; 1 by default
 */
public record Orthogonal(double gain) implements Initializer {
  /** Checks the gain. */
  public Orthogonal {
    Bounds.requirePositive("gain", gain);
  }

  /** Keeps lengths. */
  public Orthogonal() {
    this(1);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    int rows = shape.rank() < 2 ? 1 : Math.toIntExact(shape.dim(0));
    int columns = Math.toIntExact(shape.size()) / rows;
    boolean wide = rows <= columns;
    double[][] axes = axes(Math.min(rows, columns), Math.max(rows, columns), random);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      int column = i % columns;
      values[i] = (float) (gain * (wide ? axes[row][column] : axes[column][row]));
    }
    return values;
  }

  /** Draws vectors and makes them perpendicular, of length 1, as Gram and Schmidt do. */
  private static double[][] axes(int count, int size, RandomGenerator random) {
    double[][] axes = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] axis = new double[size];
      for (int k = 0; k < size; k++) {
        axis[k] = random.nextGaussian();
      }
      // Once more, for what rounding has left; twice is enough.
      removeCommon(axis, axes, i);
      removeCommon(axis, axes, i);
      double length = Math.sqrt(product(axis, axis));
      for (int k = 0; k < size; k++) {
        axis[k] /= length;
      }
      axes[i] = axis;
    }
    return axes;
  }

  private static void removeCommon(double[] axis, double[][] axes, int before) {
    for (int i = 0; i < before; i++) {
      double common = product(axis, axes[i]);
      for (int k = 0; k < axis.length; k++) {
        axis[k] -= common * axes[i][k];
      }
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
