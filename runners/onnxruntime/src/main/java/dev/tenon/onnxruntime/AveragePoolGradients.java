package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.Arrays;

/**
 * Formulations of the gradient of average pooling, {@code dx[i] = sum over windows o that hold i of
 * d[o] / count[o]}, where count is the number of the window's elements that are not padding.
 */
final class AveragePoolGradients {
  private AveragePoolGradients() {}

  /** For windows side by side: {@code d / size}, repeated over its window. */
  static Value ofTiles(Emitter on, Window window, Value d, Shape shape) {
    Value each = on.mul(d, on.scalar(1.0 / MaxPoolGradients.size(window)));
    return PoolLowerings.uncut(on, on.upsample(each, window.kernel()), shape);
  }

  /** For windows side by side: the same by a product with {@link TileRows}. */
  static Value ofRows(Emitter on, Window window, Value d, Shape shape) {
    TileRows rows = new TileRows(on, window, d.shape());
    Value gradient = rows.spread(d, 1.0 / MaxPoolGradients.size(window));
    return PoolLowerings.uncut(on, rows.tiles(gradient), shape);
  }

  /** For any windows: {@code d / count}, spread by a transposed convolution, ones a channel. */
  static Value ofWindows(
      Emitter on, Window window, Value d, Shape shape, ConvInputGradients.Transposed by) {
    int channels = (int) shape.dim(1);
    Shape filter = MaxPoolGradients.filterShape(window, channels);
    double[] ones = new double[(int) filter.size()];
    Arrays.fill(ones, 1);
    Value each = on.mul(d, perCount(on, 1, window, shape, d.shape()));
    return by.write(on, window, channels, each, on.floats(filter, ones), shape);
  }

  /** {@code factor / count}, in the shape {@code [1, 1, out...]}. */
  static Value perCount(Emitter on, double factor, Window window, Shape in, Shape out) {
    double[] inverse = {factor};
    for (int axis = 0; axis < window.rank(); axis++) {
      int positions = (int) out.dim(axis + 2);
      double[] longer = new double[inverse.length * positions];
      for (int i = 0; i < longer.length; i++) {
        long first =
            (long) (i % positions) * window.strides().get(axis) - window.padsBefore().get(axis);
        long last = Math.min(first + window.kernel().get(axis), in.dim(axis + 2));
        longer[i] = inverse[i / positions] / (last - Math.max(first, 0));
      }
      inverse = longer;
    }
    return on.floats(out.with(0, 1).with(1, 1), inverse);
  }
}
