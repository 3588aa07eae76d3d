package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;

/**
 * Pooling windows that lie side by side, as the columns of matrices. A row of tiles is one row of a
 * matrix, since the rows of pixels that it covers follow one another in memory. Repeating a number
 * over its tile, and adding up a tile, are then products with a constant matrix of zeros and ones,
 * {@code [tiles, pixels]}, or its transpose: for short rows they are faster than {@code Resize} and
 * {@code AveragePool}, above all with several threads.
 */
final class TileRows {
  private final Emitter on;
  private final Shape pooled;
  private final Shape covered;
  private final int tiles;
  private final int pixels;
  private final int row;

  /**
   * Makes the matrices' shapes.
   *
   * @param on where nodes are written
   * @param window the tile
   * @param pooled the shape with one element a tile
   */
  TileRows(Emitter on, Window window, Shape pooled) {
    this.on = on;
    this.pooled = pooled;
    covered = PoolLowerings.covered(window, pooled);
    tiles = Math.toIntExact(pooled.last());
    row = Math.toIntExact(covered.last());
    pixels = row * (window.rank() == 1 ? 1 : window.kernel().get(0));
  }

  /** Whether tiles have rows, and products are not rounded, as some devices do. */
  static boolean fit(Target target, Window window) {
    return target.device() == Device.CPU && window.rank() <= 2 && PoolLowerings.tiles(window);
  }

  /** One element a tile as a matrix. */
  Value narrow(Value x) {
    return on.reshape(x, Shape.of(pooled.size() / tiles, tiles));
  }

  /** One element a pixel as a matrix. */
  Value wide(Value x) {
    return on.reshape(x, Shape.of(covered.size() / pixels, pixels));
  }

  /** A matrix with one element a pixel in the shape that it came from. */
  Value tiles(Value x) {
    return on.reshape(x, covered);
  }

  /** Repeats the elements, times a factor, each over its tile, as a matrix. */
  Value spread(Value x, double factor) {
    double[] matrix = new double[tiles * pixels];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = i % pixels % row / (row / tiles) == i / pixels ? factor : 0;
    }
    return on.matMul(narrow(x), on.floats(Shape.of(tiles, pixels), matrix));
  }

  /** Adds up the elements of each tile, from a matrix to a matrix. */
  Value sums(Value wide) {
    double[] matrix = new double[tiles * pixels];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = i / tiles % row / (row / tiles) == i % tiles ? 1 : 0;
    }
    return on.matMul(wide, on.floats(Shape.of(pixels, tiles), matrix));
  }
}
