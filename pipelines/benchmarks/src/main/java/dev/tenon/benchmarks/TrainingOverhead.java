package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.training.Augmenter;
import dev.tenon.training.Batch;
import dev.tenon.training.Dataset;
import dev.tenon.training.Loader;
import dev.tenon.training.Shuffle;
import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints how much longer training steps take when their batches are loaded and augmented than when
 * all are fed with one batch that is there, in turns.
 */
final class TrainingOverhead {
  private static final int ROUNDS = 7;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Session session;
  private final Map<String, NDArray> feeds;
  private final Dataset data;
  private final int batch;
  private final Augmenter augmenter = new Augmenter(Loading.TUTORIAL, 1);
  private final Shuffle shuffle = new Shuffle(1);
  private int epoch;
  private long step;

  private TrainingOverhead(Session session, Map<String, NDArray> feeds, Dataset data, int batch) {
    this.session = session;
    this.feeds = feeds;
    this.data = data;
    this.batch = batch;
  }

  static void print() throws IOException {
    System.out.printf(
        "%n| ms a step | batch | of one batch again and again | loaded by 1 thread |"
            + " by %d | loading alone, by %d |%n",
        PROCESSORS, PROCESSORS);
    System.out.println("|---|---|---|---|---|---|");
    report(Workload.mlp(128), 100);
    report(Workload.smallCnn(64), 20);
    report(Workload.tutorial(8), 2);
  }

  private static void report(Workload workload, int steps) throws IOException {
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU);
    Input input = workload.experiment().model().input();
    int batch = workload.experiment().batch();
    StepGraph graph = StepGraph.training(workload.experiment());
    try (Records records = new Records(input, steps * batch);
        Backend backend = new OnnxRuntimeBackend(options);
        Loader one = new Loader(input, batch, 1);
        Loader several = new Loader(input, batch, PROCESSORS);
        Session session = backend.open(graph.graph())) {
      graph.initialValues(1).forEach(session::write);
      Map<String, NDArray> feeds = workload.feeds(graph.classes());
      new TrainingOverhead(session, feeds, records.open(), batch)
          .report(workload.name(), one, several);
    }
  }

  private void report(String name, Loader one, Loader several) {
    double[][] millis = new double[4][ROUNDS];
    NDArray image = feeds.get(StepGraph.IMAGE);
    NDArray label = feeds.get(StepGraph.LABEL);
    for (int round = -2; round < ROUNDS; round++) {
      int to = Math.max(0, round);
      millis[0][to] = constant(image, label);
      millis[1][to] = loaded(one, this::step);
      millis[2][to] = loaded(several, this::step);
      millis[3][to] = loaded(several, unused -> {});
    }
    double[] medians = new double[millis.length];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = new Times(millis[i]).median();
    }
    System.out.printf(
        "| %s | %d | %.3f | %.3f (+%.1f %%) | %.3f (+%.1f %%) | %.3f |%n",
        name,
        batch,
        medians[0],
        medians[1],
        100 * (medians[1] / medians[0] - 1),
        medians[2],
        100 * (medians[2] / medians[0] - 1),
        medians[3]);
  }

  private double constant(NDArray image, NDArray label) {
    int steps = data.size() / batch;
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step(image, label);
    }
    return (System.nanoTime() - start) / 1e6 / steps;
  }

  private double loaded(Loader loader, Consumer<Batch> sink) {
    epoch++;
    int[] order = shuffle.order(epoch, data.size());
    long start = System.nanoTime();
    loader.each(data, order, (id, canvas) -> augmenter.apply(id, epoch, canvas), sink);
    return (System.nanoTime() - start) / 1e6 / loader.batches(data.size());
  }

  private void step(Batch loaded) {
    step(loaded.image(), loaded.label());
  }

  private void step(NDArray image, NDArray label) {
    feeds.put(StepGraph.IMAGE, image);
    feeds.put(StepGraph.LABEL, label);
    feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, ++step));
    float loss = session.run(feeds).get(StepGraph.LOSS).floats().get(0);
    if (Float.isNaN(loss)) {
      throw new IllegalStateException("the loss is not a number in step " + step);
    }
  }
}
