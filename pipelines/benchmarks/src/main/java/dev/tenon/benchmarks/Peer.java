package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import java.util.Map;

/** A framework that trains what Tenon trains. */
interface Peer {
  /**
   * Makes a model ready to train with Adam.
   *
   * @param workload the model
   * @param weights the first parameters by Tenon's paths, in Tenon's layout
   * @param threads how many threads share one operator
   */
  Training open(Workload workload, Map<String, NDArray> weights, int threads);

  /** Returns what multiplies two square matrices whenever it runs. */
  Runnable product(int side, float[] values, int threads);

  /** A model in training. */
  interface Training extends AutoCloseable {
    /** Takes one step and returns the loss before it. */
    float step(Samples batch);

    @Override
    void close();
  }
}
