package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.graph.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Runs the bytes of a model. */
final class Models {
  private static final NativeRuntime RUNTIME =
      new NativeRuntime(
          new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false));

  private Models() {}

  /** Returns outputs with the types of those expected. */
  static Map<String, NDArray> run(
      byte[] model, Map<String, NDArray> values, Map<String, NDArray> expected) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    Map<String, NDArray> results = new LinkedHashMap<>();
    try (OrtSession session = RUNTIME.open(model)) {
      for (String name : session.getInputNames()) {
        inputs.put(name, RUNTIME.wrap(values.get(name)));
      }
      for (String name : session.getOutputNames()) {
        results.put(name, NDArray.zeros(expected.get(name).type()));
        outputs.put(name, RUNTIME.wrap(results.get(name)));
      }
      session.run(inputs, Set.of(), outputs).close();
      return results;
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}
