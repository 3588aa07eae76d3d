package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.training.StepGraph;
import java.util.Map;
import java.util.stream.IntStream;

/** A framework that trains a model, one step after the other. */
final class TrialRun {
  private final Peer.Training training;
  private final Batches batches;

  private TrialRun(Peer.Training training, Batches batches) {
    this.training = training;
    this.batches = batches;
  }

  /** Starts from the first weights of the workload's seed. */
  static TrialRun of(Peer peer, Workload workload, int threads) {
    StepGraph graph = StepGraph.training(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    Batches batches = new Batches(workload, graph.classes());
    return new TrialRun(peer.train(workload, weights, threads), batches);
  }

  /** Takes one step and returns the loss before it. */
  float next() {
    float loss = training.step(batches.next());
    if (!Float.isFinite(loss)) {
      throw new IllegalStateException("the loss is no longer finite");
    }
    return loss;
  }

  /** Takes some steps and returns the losses before them. */
  double[] losses(int steps) {
    return IntStream.range(0, steps).mapToDouble(i -> next()).toArray();
  }
}
