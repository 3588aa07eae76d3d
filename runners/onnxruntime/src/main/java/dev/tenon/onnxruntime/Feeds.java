package dev.tenon.onnxruntime;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run must be fed, and the batch size that follows from it. */
final class Feeds {
  private final Map<String, TensorType> expected = new LinkedHashMap<>();

  Feeds(Graph graph) {
    for (Tensor input : graph.fed()) {
      expected.put(Graph.nameOf(input), input.type());
    }
  }

  /** Returns the type of each input that must be fed, for a batch size. */
  Map<String, TensorType> types(long batch) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    expected.forEach((name, type) -> types.put(name, bound(type, batch)));
    return types;
  }

  /** Returns a type with the batch size filled in. */
  static TensorType bound(TensorType type, long batch) {
    return new TensorType(type.dataType(), type.shape().bind(batch));
  }

  /**
   * Checks the fed values.
   *
   * @return the batch size; 1 if nothing depends on it
   * @throws IllegalArgumentException if one is missing, unknown, of another type or batch size
   */
  long check(Map<String, NDArray> values) {
    if (!values.keySet().equals(expected.keySet())) {
      throw new IllegalArgumentException(
          "inputs " + expected.keySet() + " must be fed, got " + values.keySet());
    }
    long batch = 0;
    String source = "";
    for (Map.Entry<String, TensorType> entry : expected.entrySet()) {
      TensorType type = entry.getValue();
      TensorType got = values.get(entry.getKey()).type();
      long size = batchOf(type.shape(), got.shape());
      if (size < 0 || got.dataType() != type.dataType()) {
        throw new IllegalArgumentException(
            "input " + entry.getKey() + " must be " + type + ", got " + got);
      }
      if (size > 0 && batch > 0 && size != batch) {
        throw new IllegalArgumentException(
            "input "
                + entry.getKey()
                + " has batch size "
                + size
                + ", but "
                + source
                + " "
                + batch);
      }
      if (size > 0) {
        batch = size;
        source = entry.getKey();
      }
    }
    return Math.max(batch, 1);
  }

  /** The batch size at which {@code shape} becomes {@code got}; 0 if any does, -1 if none. */
  private static long batchOf(Shape shape, Shape got) {
    if (shape.isStatic()) {
      return shape.equals(got) ? 0 : -1;
    }
    if (got.rank() != shape.rank()) {
      return -1;
    }
    int axis = 0;
    while (shape.dim(axis) > 0) {
      axis++;
    }
    long batch = got.dim(axis) / -shape.dim(axis);
    return batch > 0 && shape.bind(batch).equals(got) ? batch : -1;
  }
}
