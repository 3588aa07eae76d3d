package dev.tenon.benchmarks;

import dev.tenon.examples.ResidualCnn;
import dev.tenon.examples.SceneCnn;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Placement;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.training.StepGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A model to train in steps of one size, on noise: the time of a step does not depend on what is in
 * the images.
 *
 * @param name for people
 * @param experiment what is trained
 */
record Workload(String name, Experiment experiment) {
  /** A small convolutional network for images of Fashion-MNIST's size. */
  static Workload smallCnn(int batch) {
    return of("small CNN, 28x28x1", smallCnn(), batch);
  }

  /** A network of dense layers alone. */
  static Workload mlp(int batch) {
    return of(
        "MLP 784-512-256-10",
        new Model(
            new Input(28, 28, 1),
            new Flatten(),
            new Dense(512, new Relu()),
            new Dense(256, new Relu()),
            new Dense(10, new Softmax())),
        batch);
  }

  /** The tutorial's network. */
  static Workload tutorial(int batch) {
    return of("tutorial's CNN, 150x150x3", new SceneCnn().experiment().model(), batch);
  }

  /** A residual network for images of CIFAR-10's size. */
  static Workload residualCnn(int batch) {
    return of("residual CNN, 32x32x3", ResidualCnn.of(new Input(32, 32, 3), 16, 2, 10), batch);
  }

  static Model smallCnn() {
    return new Model(
        new Input(28, 28, 1),
        new Conv2D(32, 3, new Relu()),
        new Conv2D(32, 3, new Relu()),
        new MaxPooling2D(),
        new BatchNormalization(),
        new Conv2D(64, 3, new Relu()),
        new MaxPooling2D(),
        new BatchNormalization(),
        new Flatten(),
        new Dense(128, new Relu()),
        new Dropout(0.3),
        new Dense(10, new Softmax()));
  }

  private static Workload of(String name, Model model, int batch) {
    FashionMnist unread = new FashionMnist(FashionMnist.Split.TEST);
    Experiment experiment =
        Experiment.named("workload")
            .withData(unread, unread)
            .withModel(model)
            .withLoss(new CategoricalCrossEntropy())
            .withOptimizer(new Adam());
    return new Workload(name, experiment.withBatch(batch));
  }

  /**
   * Returns the same model for comparing losses: without dropout, which no two frameworks draw
   * alike, and with a small rate, so that rounding does not grow from step to step.
   */
  Workload comparable(double rate) {
    Model model = experiment.model();
    List<Placement> layers =
        model.layers().stream().filter(place -> !(place.layer() instanceof Dropout)).toList();
    Experiment plain = experiment.withModel(new Model(model.input(), layers));
    return new Workload(name, plain.withOptimizer(new Adam(rate)));
  }

  /** Makes what a step is fed with. */
  Map<String, NDArray> feeds(int classes) {
    SplittableRandom random = new SplittableRandom(experiment.seed());
    int batch = experiment.batch();
    Shape images = experiment.model().input().shape().bind(batch);
    byte[] samples = new byte[Math.toIntExact(images.size())];
    random.nextBytes(samples);
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    feeds.put(StepGraph.IMAGE, NDArray.bytes(images, samples));
    long[] labels = random.longs(batch, 0, classes).toArray();
    feeds.put(StepGraph.LABEL, NDArray.longs(Shape.of(batch), labels));
    feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, 1));
    float rate = (float) experiment.optimizer().learningRate();
    feeds.put(StepGraph.LEARNING_RATE, NDArray.floats(Shape.SCALAR, rate));
    return feeds;
  }
}
