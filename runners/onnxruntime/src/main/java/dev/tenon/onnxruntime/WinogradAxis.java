package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import java.util.Map;

/**
 * Winograd's convolution along one axis: outputs are computed in tiles of {@code points - kernel +
 * 1}, each from {@code points} products instead of {@code kernel} an output.
 *
 * <p>A correlation {@code y[i] = sum over j of x[i + j] * w[j]} of one tile is {@code y = A ((G w)
 * * (B x))}, where * multiplies element by element (Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks", 2015). G evaluates a polynomial whose coefficients are w at
 * {@code points - 1} finite points and at infinity, the transpose of A does so with as many
 * coefficients as a tile has outputs, and B is the transpose of the interpolation through these
 * points (Toom and Cook).
 *
 * <p>The matrices returned here hold all tiles of an axis at once, and its padding: rows are
 * numbered point by point, and tile by tile for each point.
 *
 * @param points how many products a tile takes, one of those in {@link #CHOICES}
 * @param kernel how many elements the filter has, from 2 to {@code points - 1}
 * @param in how many elements x has
 * @param before how many zeros are thought in front of x
 * @param out how many elements the result has
 */
record WinogradAxis(int points, int kernel, int in, int before, int out) {
  /**
   * The finite points by their number with infinity. They decide how far rounding errors grow; each
   * set is among the best of some 1500 of small fractions, by the error of random tiles. With the
   * usual 0, 1, -1, 2 and -2, a tile of 6 points has twice the error.
   */
  private static final Map<Integer, double[]> CHOICES =
      Map.of(
          6, new double[] {0, 2 / 3., -2 / 3., 3 / 2., -3 / 2.},
          7, new double[] {0, -1, -1 / 2., -2, 2 / 3., 4 / 3.},
          8, new double[] {0, 1, -1, 1 / 2., -1 / 2., 2, -2});

  /** How many outputs a tile has. */
  int each() {
    return points - kernel + 1;
  }

  /** How many tiles cover the result. */
  int tiles() {
    return (out + each() - 1) / each();
  }

  /** The number of rows of the matrices. */
  int rows() {
    return points * tiles();
  }

  /** B for all tiles, {@code [rows, in]}. */
  Value input(Emitter on) {
    double[][] tile = interpolation();
    double[] all = new double[rows() * in];
    for (int point = 0; point < points; point++) {
      for (int t = 0; t < tiles(); t++) {
        for (int j = 0; j < points; j++) {
          int i = t * each() + j - before;
          if (i >= 0 && i < in) {
            all[(point * tiles() + t) * in + i] = tile[point][j];
          }
        }
      }
    }
    return on.floats(Shape.of(rows(), in), all);
  }

  /** The transpose of A for all tiles, {@code [rows, out]}. */
  Value output(Emitter on) {
    double[] all = new double[rows() * out];
    for (int point = 0; point < points; point++) {
      for (int o = 0; o < out; o++) {
        int row = point * tiles() + o / each();
        all[row * out + o] = power(point, o % each(), each());
      }
    }
    return on.floats(Shape.of(rows(), out), all);
  }

  /** G, {@code [points][kernel]}. */
  double[][] filter() {
    double[][] g = new double[points][kernel];
    for (int point = 0; point < points; point++) {
      for (int j = 0; j < kernel; j++) {
        g[point][j] = power(point, j, kernel) / Math.abs(spread(point));
      }
    }
    return g;
  }

  /** A power of a point; at infinity, the leading coefficient alone counts. */
  private double power(int point, int exponent, int coefficients) {
    return point < points - 1
        ? Math.pow(finite()[point], exponent)
        : exponent == coefficients - 1 ? 1 : 0;
  }

  /** The product of a point's distances from the other finite ones; 1 at infinity. */
  private double spread(int point) {
    double product = 1;
    for (int other = 0; other < points - 1 && point < points - 1; other++) {
      product *= other == point ? 1 : finite()[point] - finite()[other];
    }
    return product;
  }

  /**
   * The coefficients of the polynomials that are 0 at all finite points but one; and at infinity,
   * of the one that is 0 at all of them. They are scaled by {@link #spread}, which G takes back.
   */
  private double[][] interpolation() {
    double[][] rows = new double[points][points];
    for (int point = 0; point < points; point++) {
      double[] row = rows[point];
      row[0] = Math.signum(spread(point));
      for (int other = 0; other < points - 1; other++) {
        if (other != point) {
          for (int k = points - 1; k >= 0; k--) {
            row[k] = (k > 0 ? row[k - 1] : 0) - finite()[other] * row[k];
          }
        }
      }
    }
    return rows;
  }

  private double[] finite() {
    return CHOICES.get(points);
  }
}
