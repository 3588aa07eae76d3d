package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Activation;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.training.StepGraph;
import java.util.List;
import java.util.Map;

/**
 * A model with every kind of layer, trained in Tenon and elsewhere.
 *
 * <p>Its filters come by the sixteen: with 4 and 5 of them, PyTorch 2.7.1 under DJL 0.36.0 was seen
 * to return input gradients that are wrong or not even numbers.
 */
final class SmallModel {
  private static final int STEPS = 4;
  private static final Workload SMALL = small();

  private SmallModel() {}

  private static Workload small() {
    Workload some = Workload.mlp(8).comparable(1e-5);
    Node x =
        Node.input(11, 10, 3)
            .then(
                new Conv2D(16, 3, new Relu()).withPadding(Padding.SAME),
                new MaxPooling2D(),
                new BatchNormalization());
    Node halved = x.then(new Conv2D(16, 1).withPadding(Padding.SAME).withStrides(2));
    Node y = x.then(new Conv2D(16, 3).withPadding(Padding.SAME).withStrides(2).withBias(false));
    Node sum = Node.of(new Add(), y, halved).then(new Activation(new Relu()));
    Node flat = sum.then(new Conv2D(16, 2, new Relu()), new Flatten(), new Dense(16, new Relu()));
    Model model = Model.of(flat.then(new BatchNormalization(), new Dense(4, new Softmax())));
    return new Workload("small", some.experiment().withModel(model));
  }

  /** The same in short, with the other way to turn an image into a row. */
  private static Workload averaged() {
    Workload some = Workload.mlp(8).comparable(1e-5);
    Model model =
        new Model(
            new Input(9, 9, 3),
            new Conv2D(16, 3, new Relu()),
            new BatchNormalization(),
            new GlobalAveragePooling2D(),
            new Dropout(0.5),
            new Dense(4, new Softmax()));
    return new Workload("averaged", some.experiment().withModel(model));
  }

  private static double[] losses(Peer peer, Workload workload) {
    StepGraph graph = StepGraph.training(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    List<Samples> batches = Samples.of(workload, graph.classes(), STEPS);
    try (Peer.Training training = peer.train(workload, weights, 1)) {
      return batches.stream().mapToDouble(training::step).toArray();
    }
  }

  private static float[] probabilities(Peer peer, Workload workload) {
    StepGraph graph = StepGraph.evaluation(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    try (Peer.Prediction prediction = peer.predict(workload, weights, 1)) {
      return prediction.of(Samples.of(workload, graph.classes(), 1).get(0));
    }
  }

  private static void assumeNatives() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "natives are for Linux");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "natives are for x86-64");
  }

  static void requireSameLossesAsTenon(Peer peer) {
    assumeNatives();
    for (Workload workload : List.of(SMALL, averaged().comparable(1e-5))) {
      double[] expected = losses(new TenonPeer(), workload);
      double[] losses = losses(peer, workload);
      for (int i = 0; i < STEPS; i++) {
        assertThat(losses[i])
            .as(workload.name() + ", loss in step " + (i + 1))
            .isCloseTo(expected[i], withinPercentage(0.005));
      }
    }
  }

  static void requireSamePredictionsAsTenon(Peer peer) {
    assumeNatives();
    for (Workload workload : List.of(SMALL, averaged())) {
      assertThat(probabilities(peer, workload))
          .as(workload.name())
          .containsExactly(probabilities(new TenonPeer(), workload), within(1e-6f));
    }
  }
}
