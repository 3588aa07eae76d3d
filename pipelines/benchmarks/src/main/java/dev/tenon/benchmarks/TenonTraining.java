package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.training.StepGraph;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model in training in Tenon. */
final class TenonTraining implements Peer.Training {
  private final Session session;
  private final Shape images;
  private final Map<String, NDArray> feeds = new LinkedHashMap<>();
  private long step;

  TenonTraining(Workload workload, Map<String, NDArray> weights, Backend backend) {
    session = backend.open(StepGraph.training(workload.experiment()).graph());
    weights.forEach(session::write);
    images = workload.experiment().model().input().shape().bind(workload.experiment().batch());
    float rate = (float) workload.experiment().optimizer().learningRate();
    feeds.put(StepGraph.LEARNING_RATE, NDArray.floats(Shape.SCALAR, rate));
  }

  @Override
  public float step(Samples batch) {
    feeds.put(StepGraph.IMAGE, NDArray.bytes(images, batch.rows()));
    Shape labels = Shape.of(batch.labels().length);
    feeds.put(StepGraph.LABEL, NDArray.longs(labels, batch.labels()));
    feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, ++step));
    return session.run(feeds).get(StepGraph.LOSS).floats().get(0);
  }

  @Override
  public void close() {
    session.close();
  }
}
