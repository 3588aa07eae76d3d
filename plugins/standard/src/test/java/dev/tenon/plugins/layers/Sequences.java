package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Formulas of sequence layers, as they are published, in plain loops over single examples. */
final class Sequences {
  private Sequences() {}

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The sum over i of {@code row[i] matrix[i, column]}, for a matrix of so many columns. */
  static double dot(double[] row, double[] matrix, int columns, int column) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * matrix[i * columns + column];
    }
    return sum;
  }

  /** {@code row matrix + bias}, columns from one on. */
  static double[] affine(double[] row, double[] matrix, double[] bias, int first, int count) {
    int columns = matrix.length / row.length;
    double[] result = new double[count];
    for (int j = 0; j < count; j++) {
      result[j] = dot(row, matrix, columns, first + j) + bias[first + j];
    }
    return result;
  }

  static double[] map(double[] x, DoubleUnaryOperator function) {
    return Arrays.stream(x).map(function).toArray();
  }

  static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  static double[][] simpleRnn(double[][] x, double[] w, double[] u, double[] b) {
    int units = b.length;
    double[] h = new double[units];
    double[][] all = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] inner = affine(h, u, new double[units], 0, units);
      h = map(plus(affine(x[t], w, b, 0, units), inner), Math::tanh);
      all[t] = h;
    }
    return all;
  }

  static double[][] lstm(double[][] x, double[] w, double[] u, double[] b) {
    int units = b.length / 4;
    double[] none = new double[b.length];
    double[] h = new double[units];
    double[] c = new double[units];
    double[][] all = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[][] gates = new double[4][];
      for (int g = 0; g < 4; g++) {
        gates[g] = plus(affine(x[t], w, b, g * units, units), affine(h, u, none, g * units, units));
      }
      h = new double[units];
      c = c.clone();
      for (int k = 0; k < units; k++) {
        c[k] = sigmoid(gates[1][k]) * c[k] + sigmoid(gates[0][k]) * Math.tanh(gates[2][k]);
        h[k] = sigmoid(gates[3][k]) * Math.tanh(c[k]);
      }
      all[t] = h;
    }
    return all;
  }

  /** With two biases the reset gate comes after the product, with one before it. */
  static double[][] gru(double[][] x, double[] w, double[] u, double[] b, boolean after) {
    int units = u.length == 0 ? 0 : (int) Math.round(Math.sqrt(u.length / 3.0));
    double[] input = Arrays.copyOf(b, 3 * units);
    double[] inner = after ? Arrays.copyOfRange(b, 3 * units, 6 * units) : new double[3 * units];
    double[] h = new double[units];
    double[][] all = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] z =
          map(
              plus(affine(x[t], w, input, 0, units), affine(h, u, inner, 0, units)),
              Sequences::sigmoid);
      double[] r =
          map(
              plus(affine(x[t], w, input, units, units), affine(h, u, inner, units, units)),
              Sequences::sigmoid);
      double[] own = affine(x[t], w, input, 2 * units, units);
      double[] past;
      if (after) {
        past = times(r, affine(h, u, inner, 2 * units, units));
      } else {
        past = affine(times(r, h), u, inner, 2 * units, units);
      }
      double[] candidate = map(plus(own, past), Math::tanh);
      double[] next = new double[units];
      for (int k = 0; k < units; k++) {
        next[k] = z[k] * h[k] + (1 - z[k]) * candidate[k];
      }
      h = next;
      all[t] = h;
    }
    return all;
  }

  static double[] times(double[] a, double[] b) {
    double[] product = a.clone();
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  /** Returns values {@code [N, steps, features]} as graphs have them, features before steps. */
  static Value inside(Value x) {
    int steps = (int) x.shape().dim(1);
    int features = (int) x.shape().last();
    Shape shape = Shape.of(x.shape().dim(0), features, steps);
    return Value.floats(shape, swapped(x.data(), steps, features));
  }

  /** Computes a layer and returns its sequences as {@code [N, steps, features]}. */
  static double[] byStep(Emitted emitted) {
    Shape shape = emitted.output.shape();
    return swapped(emitted.run(), (int) shape.dim(1), (int) shape.last());
  }

  private static double[] swapped(double[] data, int rows, int columns) {
    double[] result = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      int matrix = i / (rows * columns) * rows * columns;
      int row = (i - matrix) / columns;
      int column = (i - matrix) % columns;
      result[matrix + column * rows + row] = data[i];
    }
    return result;
  }

  /** Cuts values {@code [N, steps, features]} into examples. */
  static double[][][] examples(double[] data, int steps, int features) {
    double[][][] examples = new double[data.length / steps / features][steps][];
    for (int n = 0; n < examples.length; n++) {
      for (int t = 0; t < steps; t++) {
        int start = (n * steps + t) * features;
        examples[n][t] = Arrays.copyOfRange(data, start, start + features);
      }
    }
    return examples;
  }

  /** Returns all elements in a row. */
  static double[] flat(double[][][] examples) {
    return Arrays.stream(examples)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  static double[][] reversed(double[][] steps) {
    double[][] result = new double[steps.length][];
    Arrays.setAll(result, t -> steps[steps.length - 1 - t]);
    return result;
  }
}
