package dev.tenon.benchmarks;

import dev.tenon.experiment.Model;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Layer;
import java.util.List;

/**
 * Another framework's words for the layers of Tenon's models; names are the prefixes of Tenon's
 * paths.
 *
 * @param <T> the framework's tensor
 */
interface Emitter<T> {
  /** Convolves with stride 1 and adds a bias. */
  T convolve(String name, T x, boolean same);

  T relu(T x);

  /** Pools windows of 2 by 2. */
  T maxPool(T x);

  T normalize(String name, T x, BatchNormalization layer);

  T flatten(T x);

  /** Multiplies and adds a bias. */
  T dense(String name, T x);

  T dropout(T x, double rate);

  /** Emits a whole model but for the softmax at its end, which the loss includes. */
  static <T> T logits(Model model, T input, Emitter<T> emitter) {
    List<T> outputs =
        model
            .wiring()
            .outputs(input, (call, x) -> emit(call.owner(), call.layer(), x.get(0), emitter));
    return outputs.get(outputs.size() - 1);
  }

  private static <T> T emit(String name, Layer layer, T x, Emitter<T> emitter) {
    if (layer instanceof Conv2D conv) {
      boolean same = conv.padding().equals(Padding.SAME);
      return activate(conv.activation(), emitter.convolve(name, x, same), emitter);
    }
    if (layer instanceof Dense dense) {
      return activate(dense.activation(), emitter.dense(name, x), emitter);
    }
    if (layer instanceof BatchNormalization normalization) {
      return emitter.normalize(name, x, normalization);
    }
    if (layer instanceof Dropout dropout) {
      return emitter.dropout(x, dropout.rate());
    }
    if (layer.equals(new MaxPooling2D())) {
      return emitter.maxPool(x);
    }
    if (layer instanceof Flatten) {
      return emitter.flatten(x);
    }
    throw new IllegalArgumentException("no peer has words for " + layer);
  }

  private static <T> T activate(Activation activation, T x, Emitter<T> emitter) {
    if (activation instanceof Relu) {
      return emitter.relu(x);
    }
    if (activation instanceof Softmax || activation instanceof Linear) {
      return x;
    }
    throw new IllegalArgumentException("no peer has words for " + activation);
  }

  /** Returns an array's sizes as every framework but Tenon counts them. */
  static int[] dims(NDArray array) {
    int[] dims = new int[array.shape().rank()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = Math.toIntExact(array.shape().dim(axis));
    }
    return dims;
  }
}
