package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import java.util.Map;

/** A framework that does what Tenon does. */
interface Peer {
  /**
   * Makes a model ready to train with Adam.
   *
   * @param workload the model
   * @param weights the first parameters by Tenon's paths, in Tenon's layout
   * @param threads how many threads share one operator
   */
  Training train(Workload workload, Map<String, NDArray> weights, int threads);

  /**
   * Makes a model ready to predict.
   *
   * @param workload the model
   * @param weights its parameters by Tenon's paths, in Tenon's layout
   * @param threads how many threads share one operator
   */
  Prediction predict(Workload workload, Map<String, NDArray> weights, int threads);

  /** Returns what multiplies two square matrices whenever it runs. */
  Runnable product(int side, float[] values, int threads);

  /**
   * Makes what reads all images once whenever it runs, batch by batch, with the tutorial's
   * augmentations. {@link Contender#withoutLoading} tells why a framework cannot.
   */
  default Runnable loading(Scenes scenes, int threads) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " does not augment");
  }

  /** A model in training. */
  interface Training extends AutoCloseable {
    /** Takes one step and returns the loss before it. */
    float step(Samples batch);

    @Override
    void close();
  }

  /** A model that predicts. */
  interface Prediction extends AutoCloseable {
    /** Returns the probabilities of the classes, image by image. */
    float[] of(Samples batch);

    @Override
    void close();
  }
}
