package dev.tenon.benchmarks;

import dev.tenon.experiment.Model;
import dev.tenon.experiment.Wiring;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.spi.Activation;
import java.util.List;

/**
 * Another framework's words for the layers of Tenon's models; names are the prefixes of Tenon's
 * paths.
 *
 * @param <T> the framework's tensor
 */
interface Emitter<T> {
  /** Convolves, and adds a bias if the layer has one. */
  T convolve(String name, T x, Conv2D layer);

  T relu(T x);

  /** Pools windows of 2 by 2. */
  T maxPool(T x);

  /** Averages each channel. */
  T averagePool(T x);

  T normalize(String name, T x, BatchNormalization layer);

  T flatten(T x);

  /** Multiplies and adds a bias. */
  T dense(String name, T x);

  T dropout(T x, double rate);

  T add(T x, T y);

  /** Emits a whole model but for the softmax at its end, which the loss includes. */
  static <T> T logits(Model model, T input, Emitter<T> emitter) {
    List<T> outputs =
        model.wiring().outputs(List.of(input), (call, inputs) -> emit(call, inputs, emitter));
    return outputs.get(outputs.size() - 1);
  }

  private static <T> T emit(Wiring.Call call, List<T> inputs, Emitter<T> emitter) {
    String name = call.owner();
    T x = inputs.get(0);
    if (call.layer() instanceof Conv2D conv) {
      return activate(conv.activation(), emitter.convolve(name, x, conv), emitter);
    }
    if (call.layer() instanceof Dense dense) {
      return activate(dense.activation(), emitter.dense(name, x), emitter);
    }
    if (call.layer() instanceof dev.tenon.plugins.layers.Activation activation) {
      return activate(activation.activation(), x, emitter);
    }
    if (call.layer() instanceof BatchNormalization normalization) {
      return emitter.normalize(name, x, normalization);
    }
    if (call.layer() instanceof Dropout dropout) {
      return emitter.dropout(x, dropout.rate());
    }
    if (call.layer() instanceof Add) {
      return inputs.stream().reduce(emitter::add).orElseThrow();
    }
    if (call.layer().equals(new MaxPooling2D())) {
      return emitter.maxPool(x);
    }
    if (call.layer() instanceof GlobalAveragePooling2D) {
      return emitter.averagePool(x);
    }
    if (call.layer() instanceof Flatten) {
      return emitter.flatten(x);
    }
    throw new IllegalArgumentException("no peer has words for " + call.layer());
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
