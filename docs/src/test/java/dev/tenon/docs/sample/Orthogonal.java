package dev.tenon.docs.sample;

// region initializer
import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.random.RandomGenerator;

/**
 * Weights that turn what they are applied to, and lengthen it by a gain: of the matrix {@code
 * [first axis, all others]}, rows or columns (whichever are fewer) are perpendicular.
 */
public record Orthogonal(double gain) implements Initializer {
  public Orthogonal {
    if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gain must be positive and finite, got " + gain);
    }
  }

  public Orthogonal() {
    this(1);
  }

  @Override
  public float[] values(Shape shape, RandomGenerator random) {
    int rows = shape.rank() == 0 ? 1 : Math.toIntExact(shape.dim(0));
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

  /** Draws vectors and takes from each what it has in common with those before (Gram-Schmidt). */
  private static double[][] axes(int count, int size, RandomGenerator random) {
    double[][] axes = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] axis = new double[size];
      for (int k = 0; k < size; k++) {
        axis[k] = random.nextGaussian();
      }
      for (int before = 0; before < i; before++) {
        add(axis, axes[before], -product(axis, axes[before]));
      }
      double length = Math.sqrt(product(axis, axis));
      add(axis, axis, 1 / length - 1);
      axes[i] = axis;
    }
    return axes;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int k = 0; k < to.length; k++) {
      to[k] += times * what[k];
    }
  }
}
// endregion
