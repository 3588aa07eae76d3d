package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import java.util.function.Supplier;

/** The records that workers learn from, and what makes batches of them, opened when needed. */
final class RoundData implements AutoCloseable {
  private final Experiment experiment;
  private final Supplier<Dataset> training;
  private final int batch;
  private final int threads;
  private Dataset records;
  private Shards shards;
  private Loader loader;

  /**
   * Names data without opening it.
   *
   * @param experiment what is trained
   * @param training gives what the model learns from
   * @param batch the most examples in a batch
   * @param threads how many threads make batches
   */
  RoundData(Experiment experiment, Supplier<Dataset> training, int batch, int threads) {
    this.experiment = experiment;
    this.training = training;
    this.batch = batch;
    this.threads = threads;
  }

  synchronized Dataset records() {
    if (records == null) {
      records = training.get();
    }
    return records;
  }

  synchronized Shards shards() {
    if (shards == null) {
      shards = new Shards(new Shuffle(experiment.seed()), records().size());
    }
    return shards;
  }

  synchronized Loader loader() {
    if (loader == null) {
      loader = new Loader(experiment, batch, threads);
    }
    return loader;
  }

  @Override
  public synchronized void close() {
    if (loader != null) {
      loader.close();
      loader = null;
    }
  }
}
