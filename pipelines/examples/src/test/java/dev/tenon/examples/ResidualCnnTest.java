package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Summary;
import dev.tenon.graph.Backend;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxExport;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Variable;
import dev.tenon.training.StepGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualCnnTest {
  private static final int BATCH = 6;
  private static final int STEPS = 5;
  private static final OnnxRuntimeOptions NATIVE =
      new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);

  private static final Experiment SMALL = experiment(ResidualCnn.of(new Input(8, 8, 3), 4, 1, 3));

  private static Experiment experiment(Model model) {
    FashionMnist unread = new FashionMnist(FashionMnist.Split.TEST);
    return Experiment.named("residual")
        .withData(unread, unread)
        .withModel(model)
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam(0.01))
        .withSeed(3)
        .validated();
  }

  @Test
  void it_is_as_large_as_computed_by_hand() {
    Summary summary = Summary.of(experiment(ResidualCnn.of(new Input(32, 32, 3), 16, 2, 10)));

    int stem = 3 * 9 * 16;
    int first = 4 * 16 * 9 * 16;
    int second = 16 * 9 * 32 + 3 * 32 * 9 * 32 + 16 * 32;
    int third = 32 * 9 * 64 + 3 * 64 * 9 * 64 + 32 * 64;
    int normalized = 16 + 4 * 16 + 5 * 32 + 5 * 64;
    int head = 64 * 10 + 10;
    assertThat(summary.trainable())
        .isEqualTo(stem + first + second + third + 2 * normalized + head);
    assertThat(summary.nonTrainable()).isEqualTo(2 * normalized);
    assertThat(summary.rows())
        .filteredOn(row -> row.type().equals("Add"))
        .extracting(row -> row.output())
        .containsExactly(
            Shape.of(-1, 32, 32, 16),
            Shape.of(-1, 32, 32, 16),
            Shape.of(-1, 16, 16, 32),
            Shape.of(-1, 16, 16, 32),
            Shape.of(-1, 8, 8, 64),
            Shape.of(-1, 8, 8, 64));
  }

  @Test
  void the_loss_falls_in_few_steps_and_the_reference_agrees_with_each() {
    StepGraph step = StepGraph.training(SMALL);
    List<Float> losses;
    List<Float> expected;
    try (Backend onnxRuntime = new OnnxRuntimeBackend(NATIVE);
        Session session = onnxRuntime.open(step.graph())) {
      losses = train(session, step);
    }
    try (Backend reference = new ReferenceBackend();
        Session session = reference.open(step.graph())) {
      expected = train(session, step);
    }

    assertThat(losses.get(STEPS - 1)).isLessThan(0.6f * losses.get(0));
    for (int i = 0; i < STEPS; i++) {
      assertThat(losses.get(i)).isCloseTo(expected.get(i), within(2e-3f * expected.get(i)));
    }
  }

  @Test
  void the_exported_model_predicts_what_the_trained_one_does() {
    StepGraph step = StepGraph.training(SMALL);
    StepGraph evaluation = StepGraph.evaluation(SMALL);
    Map<String, NDArray> trained = new LinkedHashMap<>();
    NDArray expected;
    try (Backend backend = new OnnxRuntimeBackend(NATIVE);
        Session training = backend.open(step.graph());
        Session evaluating = backend.open(evaluation.graph())) {
      train(training, step);
      for (Variable variable : evaluation.variables()) {
        trained.put(variable.path(), training.read(variable.path()));
      }
      trained.forEach(evaluating::write);
      expected =
          evaluating
              .run(Map.of(StepGraph.IMAGE, images(), StepGraph.LABEL, labels()))
              .get(StepGraph.PREDICTION);
    }

    try (OnnxModel model = OnnxModel.open(exported(trained), "model", NATIVE)) {
      assertThat(model.predict(images()).toFloats())
          .containsExactly(expected.toFloats(), within(1e-5f));
    }
  }

  private static byte[] exported(Map<String, NDArray> trained) {
    Scope scope = Scope.evaluation();
    Tensor image = Tensor.input("image", DataType.UINT8, SMALL.model().input().shape());
    Tensor probabilities = SMALL.model().apply(scope, image);
    List<Tensor> inputs = new ArrayList<>(List.of(image));
    scope.variables().forEach(variable -> inputs.add(variable.tensor()));
    return new OnnxExport(new Graph(inputs, Map.of("probabilities", probabilities)))
        .withConstants(trained)
        .toBytes();
  }

  private static List<Float> train(Session session, StepGraph step) {
    step.initialValues(SMALL.seed()).forEach(session::write);
    List<Float> losses = new ArrayList<>();
    for (int i = 1; i <= STEPS; i++) {
      Map<String, NDArray> feeds =
          Map.of(
              StepGraph.IMAGE, images(),
              StepGraph.LABEL, labels(),
              StepGraph.STEP, NDArray.longs(Shape.SCALAR, i),
              StepGraph.LEARNING_RATE, NDArray.floats(Shape.SCALAR, 0.01f));
      losses.add(session.run(feeds).get(StepGraph.LOSS).floats().get(0));
    }
    return losses;
  }

  private static NDArray images() {
    Shape shape = SMALL.model().input().shape().bind(BATCH);
    byte[] samples = new byte[Math.toIntExact(shape.size())];
    new SplittableRandom(5).nextBytes(samples);
    return NDArray.bytes(shape, samples);
  }

  private static NDArray labels() {
    return NDArray.longs(Shape.of(BATCH), 0, 1, 2, 2, 1, 0);
  }
}
