package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;

/**
 * A value that lives on between runs, in two buffers: one is read while the other is written, and a
 * run ends with their exchange. A value that never changes has one buffer alone.
 */
final class CarriedValue implements AutoCloseable {
  private final NDArray[] arrays;
  private final OnnxTensor[] tensors;
  private int current;

  CarriedValue(NativeRuntime runtime, TensorType type, boolean changes) throws OrtException {
    arrays = new NDArray[changes ? 2 : 1];
    tensors = new OnnxTensor[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = NDArray.zeros(type);
      tensors[i] = runtime.wrap(arrays[i]);
    }
  }

  NDArray array() {
    return arrays[current];
  }

  OnnxTensor tensor() {
    return tensors[current];
  }

  OnnxTensor next() {
    return tensors[tensors.length - 1 - current];
  }

  void exchange() {
    current = arrays.length - 1 - current;
  }

  @Override
  public void close() {
    for (OnnxTensor tensor : tensors) {
      tensor.close();
    }
  }
}
