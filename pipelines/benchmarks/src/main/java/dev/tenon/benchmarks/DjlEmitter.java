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
import java.util.LinkedHashMap;
import java.util.Map;

/** Layers as DJL has them: channels first, dense kernels turned. */
final class DjlEmitter implements Emitter<NDArray> {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> statistics = new LinkedHashMap<>();

  DjlEmitter(NDManager manager, Map<String, dev.tenon.graph.NDArray> weights) {
    weights.forEach(
        (path, value) -> {
          if (path.startsWith("adam/")) {
            return;
          }
          NDArray array = array(manager, path, value);
          if (path.contains("/moving_")) {
            statistics.put(path, array);
          } else {
            array.setRequiresGradient(true);
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
  public NDArray convolve(String name, NDArray x, boolean same) {
    NDArray filters = parameters.get(name + "/kernel");
    long around = same ? filters.getShape().get(2) / 2 : 0;
    NDArray bias = parameters.get(name + "/bias");
    return Conv2d.conv2d(x, filters, bias, ONE, new Shape(around, around)).singletonOrThrow();
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
            true)
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
    return Dropout.dropout(x, (float) rate, true).singletonOrThrow();
  }
}
