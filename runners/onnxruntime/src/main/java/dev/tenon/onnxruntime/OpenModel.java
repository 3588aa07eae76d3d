package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.onnxruntime.proto.ModelProto;
import java.util.Map;
import java.util.Set;

/** A model that ONNX Runtime has made ready, which writes its outputs into memory of the caller. */
final class OpenModel implements AutoCloseable {
  private final OrtSession session;
  private final boolean profiled;

  OpenModel(NativeRuntime runtime, ModelProto model, Footprint footprint) throws OrtException {
    profiled = runtime.options().profile().isPresent();
    session = runtime.open(model.toByteArray(), footprint);
  }

  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
    session.run(inputs, Set.of(), outputs).close();
  }

  @Override
  public void close() {
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
