package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph compiled for one batch size, with memory for the outputs that are fetched. */
final class BoundModel implements AutoCloseable {
  private final OrtSession session;
  private final boolean profiled;
  private final Map<String, NDArray> fetched;
  private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs;

  BoundModel(
      NativeRuntime runtime, Lowerings lowerings, Graph graph, List<String> fetches, long batch)
      throws OrtException {
    profiled = runtime.options().profile().isPresent();
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try {
      for (String name : fetches) {
        TensorType type = graph.outputs().get(name).type();
        NDArray array = NDArray.zeros(new TensorType(type.dataType(), type.shape().bind(batch)));
        arrays.put(name, array);
        pinned.put(name, runtime.wrap(array));
      }
      ModelEmitter emitter = new ModelEmitter(graph, batch, runtime.target(), lowerings);
      session = runtime.open(emitter.emit().toByteArray(), Footprint.of(graph, batch));
    } catch (OrtException | RuntimeException e) {
      pinned.values().forEach(OnnxTensor::close);
      throw e;
    }
    fetched = Collections.unmodifiableMap(arrays);
    outputs = new LinkedHashMap<>(pinned);
  }

  /** Runs once; what is fetched stays in memory that the next run overwrites. */
  Map<String, NDArray> run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> next)
      throws OrtException {
    outputs.putAll(next);
    session.run(inputs, Set.of(), outputs).close();
    return fetched;
  }

  @Override
  public void close() {
    pinned.values().forEach(OnnxTensor::close);
    try {
      if (profiled) {
        session.endProfiling();
      }
      session.close();
    } catch (OrtException e) {
      throw NativeRuntime.failed("close a session", e);
    }
  }
}
