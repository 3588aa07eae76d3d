package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
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
    Model model =
        new Model(
            new Input(11, 10, 3),
            new Conv2D(16, 3, new Relu()).withPadding(Padding.SAME),
            new MaxPooling2D(),
            new BatchNormalization(),
            new Conv2D(16, 3, new Relu()),
            new Flatten(),
            new Dense(6, new Relu()),
            new BatchNormalization(),
            new Dense(4, new Softmax()));
    return new Workload("small", some.experiment().withModel(model));
  }

  private static double[] losses(Peer peer) {
    StepGraph graph = StepGraph.training(SMALL.experiment());
    Map<String, NDArray> weights = graph.initialValues(SMALL.experiment().seed());
    List<Samples> batches = Samples.of(SMALL, graph.classes(), STEPS);
    try (Peer.Training training = peer.open(SMALL, weights, 1)) {
      return batches.stream().mapToDouble(training::step).toArray();
    }
  }

  static void requireSameLossesAsTenon(Peer peer) {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "natives are for Linux");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "natives are for x86-64");
    double[] expected = losses(new TenonPeer());
    double[] losses = losses(peer);
    for (int i = 0; i < STEPS; i++) {
      assertThat(losses[i])
          .as("loss in step " + (i + 1))
          .isCloseTo(expected[i], withinPercentage(0.005));
    }
  }
}
