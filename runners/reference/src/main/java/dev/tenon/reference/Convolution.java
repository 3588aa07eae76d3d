package dev.tenon.reference;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.List;

/**
 * Convolution and its two gradients. All three are one sum of products, {@code y += x * w} over the
 * same triples of elements; a gradient solves it for another of the three.
 */
final class Convolution {
  private Convolution() {}

  /** Takes offsets of elements in y, x and w. */
  @FunctionalInterface
  private interface Product {
    void visit(int y, int x, int w);
  }

  static Value conv(Conv op, Value x, Value w) {
    Taps taps = new Taps(op.window(), x.shape());
    Value y = Value.zeros(TensorType.floats(taps.outputShape(x.shape(), w.shape().dim(0))));
    forEach(
        taps,
        x.shape(),
        w.shape(),
        op.groups(),
        (iy, ix, iw) -> y.data()[iy] += x.data()[ix] * w.data()[iw]);
    return y;
  }

  static Value inputGrad(ConvInputGrad op, Value w, Value upstream) {
    Shape x = op.infer(List.of(w.type(), upstream.type())).shape();
    Value dx = Value.zeros(TensorType.floats(x));
    forEach(
        new Taps(op.window(), x),
        x,
        w.shape(),
        op.groups(),
        (iy, ix, iw) -> dx.data()[ix] += upstream.data()[iy] * w.data()[iw]);
    return dx;
  }

  static Value filterGrad(ConvFilterGrad op, Value x, Shape w, Value upstream) {
    Value dw = Value.zeros(TensorType.floats(w));
    forEach(
        new Taps(op.window(), x.shape()),
        x.shape(),
        w,
        op.groups(),
        (iy, ix, iw) -> dw.data()[iw] += upstream.data()[iy] * x.data()[ix]);
    return dw;
  }

  private static void forEach(Taps taps, Shape x, Shape w, int groups, Product product) {
    int batch = (int) x.dim(0);
    int channels = (int) x.dim(1);
    int filters = (int) w.dim(0);
    int groupChannels = channels / groups;
    int groupFilters = filters / groups;
    int in = taps.inputSize();
    int out = taps.outputSize();
    int kernel = Positions.count(w, 2, w.rank());
    taps.forEach(
        (o, i, k) -> {
          for (int n = 0; n < batch; n++) {
            for (int f = 0; f < filters; f++) {
              int firstChannel = f / groupFilters * groupChannels;
              for (int c = 0; c < groupChannels; c++) {
                product.visit(
                    (n * filters + f) * out + o,
                    (n * channels + firstChannel + c) * in + i,
                    (f * groupChannels + c) * kernel + k);
              }
            }
          }
        });
  }
}
