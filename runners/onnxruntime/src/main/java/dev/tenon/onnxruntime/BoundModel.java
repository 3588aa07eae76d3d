package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.ModelProto;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A graph compiled for one batch size, with memory for the outputs that are fetched. */
final class BoundModel implements AutoCloseable {
  private final OpenModel model;
  private final Map<String, NDArray> fetched;
  private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs;

  /**
   * Opens a model.
   *
   * @param runtime where
   * @param model the model of one run
   * @param footprint how much memory its values take
   * @param fetched the type of each output that is not carried
   */
  BoundModel(
      NativeRuntime runtime, ModelProto model, Footprint footprint, Map<String, TensorType> fetched)
      throws OrtException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, TensorType> output : fetched.entrySet()) {
        NDArray array = NDArray.zeros(output.getValue());
        arrays.put(output.getKey(), array);
        pinned.put(output.getKey(), runtime.wrap(array));
      }
      this.model = new OpenModel(runtime, model, footprint);
    } catch (OrtException | RuntimeException e) {
      for (OnnxTensor tensor : pinned.values()) {
        tensor.close();
      }
      throw e;
    }
    this.fetched = Collections.unmodifiableMap(arrays);
    outputs = new LinkedHashMap<>(pinned);
  }

  /** Runs once; what is fetched stays in memory that the next run overwrites. */
  Map<String, NDArray> run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> next)
      throws OrtException {
    outputs.putAll(next);
    model.run(inputs, outputs);
    return fetched;
  }

  @Override
  public void close() {
    pinned.values().forEach(OnnxTensor::close);
    model.close();
  }
}
