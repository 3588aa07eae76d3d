package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.History;
import dev.tenon.spi.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of several outputs: a network and a classifier that looks at it half way. */
class OutputsTest {
  private static final Offset<Float> WITHIN = within(1e-5f);

  @TempDir Path folder;
  private final Lines console = new Lines();

  private static Experiment auxiliary() {
    Node early =
        Node.input(Toys.SIDE, Toys.SIDE, 1)
            .then(new Conv2D(4, 3, new Relu()), new BatchNormalization().withMomentum(0.8));
    Node late = early.then(new Conv2D(4, 3, new Relu()), new Flatten(), new Dropout(0.2));
    return Toys.stateful()
        .withModel(
            Model.of(
                late.then("main", new Dense(3, new Softmax())),
                early.then(new Flatten()).then("aux", new Dense(3, new Softmax()))))
        .withMetrics(new Accuracy())
        .withHeads(new Head("aux", 0.3).withMetrics(new TopKCategoricalAccuracy(2)));
  }

  /** Two pixels, two heads of two classes each, whose logits are known. */
  private static Experiment tiny(Head... heads) {
    Node x = Node.input(new Input(1, 2, 1).withScaling(1, 0)).then(new Flatten());
    return Toys.plain()
        .withModel(
            Model.of(
                x.then("a", dense(0.5)).then("a_p", softmax()),
                x.then("b", dense(0)).then("b_p", softmax())))
        .withHeads(heads)
        .validated();
  }

  private static Dense dense(double kernel) {
    return new Dense(2).withKernelInitializer(new Constant(kernel));
  }

  private static dev.tenon.plugins.layers.Activation softmax() {
    return new dev.tenon.plugins.layers.Activation(new Softmax());
  }

  private static Map<String, NDArray> step(Backend backend, Experiment experiment, StepGraph step) {
    try (Session session = backend.open(step.graph())) {
      step.initialValues(experiment.seed()).forEach(session::write);
      Map<String, NDArray> feeds = new LinkedHashMap<>();
      feeds.put("image", NDArray.bytes(Shape.of(2, 1, 2, 1), new byte[] {1, 2, 3, 4}));
      feeds.put("label", NDArray.longs(Shape.of(2), 0, 1));
      feeds.put("step", NDArray.longs(Shape.SCALAR, 1));
      feeds.put("learning_rate", NDArray.floats(Shape.SCALAR, 0.5f));
      feeds.keySet().removeIf(name -> step.graph().fed().stream().noneMatch(t -> isNamed(t, name)));
      Map<String, NDArray> given = new LinkedHashMap<>();
      session.run(feeds).forEach((name, value) -> given.put(name, value.copy()));
      for (Variable variable : step.variables()) {
        given.put(variable.path(), session.read(variable.path()));
      }
      return given;
    }
  }

  private static boolean isNamed(dev.tenon.graph.Tensor input, String name) {
    return dev.tenon.graph.Graph.nameOf(input).equals(name);
  }

  @Test
  void the_loss_is_the_weighted_sum_and_so_are_the_gradients() {
    // Both heads give 1/2 to each of two classes, so each loss is ln 2; a kernel's gradient is the
    // mean of x * (p - target): for class 0 of the first pixel (1 * -0.5 + 3 * 0.5) / 2.
    Experiment experiment = tiny(new Head("a_p", 2), new Head("b_p", 0.5));
    float ln2 = (float) Math.log(2);
    for (Backend backend : List.of(new ReferenceBackend(), new OnnxRuntimeBackend())) {
      try (backend) {
        Map<String, NDArray> given = step(backend, experiment, StepGraph.training(experiment));

        assertThat(given.get("loss").toFloats()).containsExactly(new float[] {2.5f * ln2}, WITHIN);
        assertThat(given.get("a_p:loss").toFloats()).containsExactly(new float[] {ln2}, WITHIN);
        assertThat(given.get("b_p:loss").toFloats()).containsExactly(new float[] {ln2}, WITHIN);
        assertThat(given.get("a_p:prediction").toFloats())
            .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, WITHIN);
        assertThat(given).doesNotContainKey("prediction");
        float[] gradient = {0.5f, -0.5f, 0.5f, -0.5f};
        for (int i = 0; i < 4; i++) {
          assertThat(given.get("a/kernel").toFloats()[i])
              .isCloseTo(0.5f - 0.5f * 2 * gradient[i], WITHIN);
          assertThat(given.get("b/kernel").toFloats()[i])
              .isCloseTo(-0.5f * 0.5f * gradient[i], WITHIN);
        }
      }
    }
  }

  @Test
  void an_output_of_weight_zero_is_measured_and_not_trained() {
    Experiment experiment = tiny(new Head("b_p", 0));
    try (Backend backend = new OnnxRuntimeBackend()) {
      Map<String, NDArray> given = step(backend, experiment, StepGraph.training(experiment));

      assertThat(given.get("b/kernel").toFloats()).containsOnly(0);
      assertThat(given.get("b_p:loss").toFloats()[0]).isCloseTo((float) Math.log(2), WITHIN);
      assertThat(given.get("a/kernel").toFloats()[0]).isNotCloseTo(0.5f, WITHIN);
    }
  }

  @Test
  void an_evaluation_gives_the_losses_of_each_example() {
    Experiment experiment = tiny(new Head("a_p", 2));
    try (Backend backend = new ReferenceBackend()) {
      Map<String, NDArray> given = step(backend, experiment, StepGraph.evaluation(experiment));

      float ln2 = (float) Math.log(2);
      assertThat(given.get("loss").toFloats())
          .containsExactly(new float[] {3 * ln2, 3 * ln2}, WITHIN);
      assertThat(given.get("b_p:loss").toFloats()).containsExactly(new float[] {ln2, ln2}, WITHIN);
    }
  }

  private Trained fit(Experiment experiment, String run) throws IOException {
    Files.createDirectories(folder.resolve(run));
    try (Backend backend = new OnnxRuntimeBackend()) {
      WorkDirectory work = new WorkDirectory(folder.resolve(run));
      return new Trainer(experiment, "e", backend, work, console)
          .fit(Toys.data(58, 1), Optional.of(Toys.data(20, 2)));
    }
  }

  @Test
  void both_outputs_learn_and_the_history_tells_of_each() throws IOException {
    Experiment experiment =
        auxiliary()
            .withAugmentations()
            .withSchedule(new dev.tenon.plugins.schedules.Constant())
            .withEpochs(8);
    History history = fit(experiment, "run").history();

    History.Epoch last = history.epochs().get(7);
    assertThat(last.values().keySet())
        .containsExactly(
            "loss",
            "main_loss",
            "aux_loss",
            "main_accuracy",
            "aux_top_k_categorical_accuracy",
            "val_loss",
            "val_main_loss",
            "val_aux_loss",
            "val_main_accuracy",
            "val_aux_top_k_categorical_accuracy",
            "learning_rate");
    assertThat(last.value("loss"))
        .isCloseTo(last.value("main_loss") + 0.3 * last.value("aux_loss"), within(1e-5));
    assertThat(last.value("val_loss"))
        .isCloseTo(last.value("val_main_loss") + 0.3 * last.value("val_aux_loss"), within(1e-5));
    assertThat(last.value("val_main_accuracy")).isGreaterThan(0.8);
    assertThat(last.value("aux_loss")).isLessThan(history.epochs().get(0).value("aux_loss") / 2);
  }

  @Test
  void a_resumed_run_ends_with_the_same_bits_by_every_strategy() throws IOException {
    List<Strategy> strategies =
        List.of(
            new Strategy.Local(),
            new Strategy.Synchronous(2),
            new Strategy.LocalSgd(2, 2, new Outer.Nesterov()));
    for (int i = 0; i < strategies.size(); i++) {
      Experiment experiment = auxiliary().withStrategy(strategies.get(i));
      Trained whole = fit(experiment.withEpochs(3), "whole" + i);
      fit(experiment.withEpochs(1), "part" + i);
      Trained resumed = fit(experiment.withEpochs(3), "part" + i);

      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(Toys.bits(resumed.values())).isEqualTo(Toys.bits(whole.values()));
      assertThat(whole.history().epochs().get(0).values()).containsKey("val_aux_loss");
    }
  }

  @Test
  void an_only_output_may_have_a_head_of_its_own() throws IOException {
    Experiment plain = Toys.plain();
    Experiment headed =
        plain
            .withMetrics()
            .withHeads(
                new Head("dense")
                    .withLoss(new CategoricalCrossEntropy())
                    .withMetrics(new Accuracy()));

    assertThat(fit(headed, "headed").history()).isEqualTo(fit(plain, "plain").history());
  }
}
