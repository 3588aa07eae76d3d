package dev.tenon.onnxruntime;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;

/**
 * A tensor of the model that is being written.
 *
 * @param name its name in the model
 * @param type its element type and shape, bound where the batch size is
 */
record Value(String name, TensorType type) {
  Shape shape() {
    return type.shape();
  }

  DataType dataType() {
    return type.dataType();
  }

  int rank() {
    return type.shape().rank();
  }
}
