package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j; its threads are set by an environment variable. */
final class Dl4jPeer implements Peer {
  @Override
  public Training train(Workload workload, Map<String, NDArray> weights, int threads) {
    return new Dl4jNetwork(workload, weights);
  }

  @Override
  public Prediction predict(Workload workload, Map<String, NDArray> weights, int threads) {
    return new Dl4jNetwork(workload, weights);
  }

  @Override
  public Runnable product(int side, float[] values, int threads) {
    INDArray matrix = Nd4j.create(values, side, side);
    INDArray result = Nd4j.create(side, side);
    return () -> matrix.mmuli(matrix, result);
  }
}
