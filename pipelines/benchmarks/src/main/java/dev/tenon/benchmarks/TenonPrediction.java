package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import java.util.Map;

/** A model that Tenon exported, and predicts with. */
final class TenonPrediction implements Peer.Prediction {
  private final OnnxModel model;
  private final Shape images;

  TenonPrediction(Workload workload, Map<String, NDArray> weights, OnnxRuntimeOptions options) {
    model = OnnxModel.open(ModelFile.of(workload, weights), workload.name(), options);
    images = workload.experiment().model().input().shape().bind(workload.experiment().batch());
  }

  @Override
  public float[] of(Samples batch) {
    return model.predict(NDArray.bytes(images, batch.rows())).toFloats();
  }

  @Override
  public void close() {
    model.close();
  }
}
