package dev.tenon.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Padding;
import java.util.LinkedHashMap;
import java.util.Map;

/** Layers as DJL has them: channels first, dense kernels turned. */
final class DjlEmitter implements Emitter<NDArray> {
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> statistics = new LinkedHashMap<>();
  private final boolean training;

  DjlEmitter(NDManager manager, Map<String, dev.tenon.graph.NDArray> weights, boolean training) {
    this.training = training;
    weights.forEach(
        (path, value) -> {
          if (path.startsWith("adam/")) {
            return;
          }
          NDArray array = array(manager, path, value);
          if (path.contains("/moving_")) {
            statistics.put(path, array);
          } else {
            array.setRequiresGradient(training);
            parameters.put(path, array);
          }
        });
  }

  private static NDArray array(NDManager manager, String path, dev.tenon.graph.NDArray value) {
    int[] dims = Emitter.dims(value);
    if (path.endsWith("/kernel") && dims.length == 2) {
      float[] turned = Layout.permute(value.toFloats(), dims, 1, 0);
      return manager.create(turned, new Shape(dims[1], dims[0]));
    }
    return manager.create(value.toFloats(), new Shape(value.shape().dims()));
  }

  /** Returns what is trained, by Tenon's paths. */
  Map<String, NDArray> parameters() {
    return parameters;
  }

  @Override
  public NDArray convolve(String name, NDArray x, Conv2D layer) {
    NDArray filters = parameters.get(name + "/kernel");
    NDArray bias = parameters.get(name + "/bias");
    Shape strides = new Shape(layer.strides().height(), layer.strides().width());
    Shape around = NONE;
    NDArray image = x;
    if (layer.padding().equals(Padding.SAME)) {
      int[] rows = around(x, 2, layer.kernel().height(), layer.strides().height());
      int[] columns = around(x, 3, layer.kernel().width(), layer.strides().width());
      if (rows[0] == rows[1] && columns[0] == columns[1]) {
        around = new Shape(rows[0], columns[0]);
      } else {
        // PyTorch's convolution pads both sides alike.
        Shape sides = new Shape(columns[0], columns[1], rows[0], rows[1]);
        image = x.pad(sides, 0);
      }
    }
    return Conv2d.conv2d(image, filters, bias, strides, around).singletonOrThrow();
  }

  /** Returns the padding before and behind, so that there are as many windows as strides fit in. */
  private static int[] around(NDArray x, int axis, int kernel, int stride) {
    int size = Math.toIntExact(x.getShape().get(axis));
    int windows = (size + stride - 1) / stride;
    int all = Math.max(0, (windows - 1) * stride + kernel - size);
    return new int[] {all / 2, all - all / 2};
  }

  @Override
  public NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  @Override
  public NDArray maxPool(NDArray x) {
    return Pool.maxPool2d(x, TWO, TWO, NONE, false);
  }

  @Override
  public NDArray averagePool(NDArray x) {
    return Pool.globalAvgPool2d(x);
  }

  @Override
  public NDArray normalize(String name, NDArray x, BatchNormalization layer) {
    return BatchNorm.batchNorm(
            x,
            statistics.get(name + "/moving_mean"),
            statistics.get(name + "/moving_variance"),
            parameters.get(name + "/gamma"),
            parameters.get(name + "/beta"),
            1,
            (float) layer.momentum(),
            (float) layer.epsilon(),
            training)
        .singletonOrThrow();
  }

  @Override
  public NDArray flatten(NDArray x) {
    return x.reshape(x.getShape().get(0), -1);
  }

  @Override
  public NDArray dense(String name, NDArray x) {
    NDArray kernel = parameters.get(name + "/kernel");
    return Linear.linear(x, kernel, parameters.get(name + "/bias")).singletonOrThrow();
  }

  @Override
  public NDArray dropout(NDArray x, double rate) {
    return training ? Dropout.dropout(x, (float) rate, true).singletonOrThrow() : x;
  }

  @Override
  public NDArray add(NDArray x, NDArray y) {
    return x.add(y);
  }
}
