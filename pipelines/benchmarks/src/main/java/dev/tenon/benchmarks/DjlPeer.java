package dev.tenon.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tenon.graph.NDArray;
import java.util.Map;

/** PyTorch through DJL; its threads are set by system properties. */
final class DjlPeer implements Peer {
  private static NDManager manager() {
    return Engine.getEngine("PyTorch").newBaseManager();
  }

  @Override
  public Training train(Workload workload, Map<String, NDArray> weights, int threads) {
    return new DjlTraining(workload, weights, manager());
  }

  @Override
  public Prediction predict(Workload workload, Map<String, NDArray> weights, int threads) {
    return new DjlPrediction(workload, weights, manager());
  }

  @Override
  public Runnable product(int side, float[] values, int threads) {
    var matrix = manager().create(values, new Shape(side, side));
    return () -> matrix.matMul(matrix).close();
  }
}
