package dev.tenon.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tenon.experiment.Model;
import java.util.Map;

/** A model that predicts, operator by operator. */
final class DjlPrediction implements Peer.Prediction {
  private final NDManager manager;
  private final Model model;
  private final DjlImages images;
  private final DjlEmitter emitter;

  DjlPrediction(
      Workload workload, Map<String, dev.tenon.graph.NDArray> weights, NDManager manager) {
    this.manager = manager;
    model = workload.experiment().model();
    images = new DjlImages(model.input());
    emitter = new DjlEmitter(manager, weights, false);
  }

  @Override
  public float[] of(Samples batch) {
    try (NDManager step = manager.newSubManager()) {
      NDArray logits = Emitter.logits(model, images.of(step, batch), emitter);
      return logits.softmax(1).toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
