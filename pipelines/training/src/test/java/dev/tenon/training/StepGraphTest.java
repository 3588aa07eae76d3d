package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepGraphTest {
  @Test
  void the_training_graph_carries_parameters_statistics_and_slots_by_their_paths() {
    StepGraph step = StepGraph.training(Toys.stateful());

    assertThat(step.classes()).isEqualTo(3);
    assertThat(step.graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label", "step", "learning_rate");
    assertThat(step.graph().outputs()).containsKeys("loss", "prediction");
    assertThat(step.graph().outputs().get("loss").shape()).isEqualTo(Shape.SCALAR);
    assertThat(step.graph().outputs().get("prediction").shape())
        .isEqualTo(Shape.of(Shape.BATCH, 3));
    assertThat(step.variables())
        .extracting(Variable::path)
        .contains(
            "conv2d/kernel",
            "conv2d/bias",
            "batch_normalization/moving_mean",
            "dense/kernel",
            "adam/conv2d/kernel/m",
            "adam/dense/bias/v")
        .doesNotContain("adam/batch_normalization/moving_mean/m");
    assertThat(step.graph().carried())
        .containsEntry("conv2d/kernel", "conv2d/kernel:next")
        .containsEntry("adam/dense/bias/v", "adam/dense/bias/v:next")
        .containsEntry("batch_normalization/moving_mean", "batch_normalization/moving_mean:next")
        .hasSameSizeAs(step.variables());
  }

  @Test
  void the_evaluation_graph_gives_each_examples_loss_and_changes_nothing() {
    StepGraph evaluation = StepGraph.evaluation(Toys.stateful());

    assertThat(evaluation.graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label");
    assertThat(evaluation.graph().outputs()).containsOnlyKeys("loss", "prediction");
    assertThat(evaluation.graph().outputs().get("loss").shape()).isEqualTo(Shape.of(Shape.BATCH));
    assertThat(evaluation.graph().carried())
        .allSatisfy((input, output) -> assertThat(output).isEqualTo(input));
    assertThat(StepGraph.training(Toys.stateful()).variables())
        .extracting(Variable::path)
        .containsAll(evaluation.variables().stream().map(Variable::path).toList());
  }

  @Test
  void first_values_depend_on_the_seed_and_the_path_alone() {
    Map<String, NDArray> plain = StepGraph.training(Toys.plain()).initialValues(7);
    Experiment smaller =
        Toys.plain()
            .withModel(
                new Model(
                    new Input(Toys.SIDE, Toys.SIDE, 1),
                    new Conv2D(1, 1),
                    new Flatten(),
                    new Dense(3, new Softmax())));
    Map<String, NDArray> others = StepGraph.training(smaller).initialValues(7);

    assertThat(Toys.bits(others).get("dense/kernel"))
        .isEqualTo(Toys.bits(plain).get("dense/kernel"));
    assertThat(Toys.bits(StepGraph.training(Toys.plain()).initialValues(8)).get("dense/kernel"))
        .isNotEqualTo(Toys.bits(plain).get("dense/kernel"));
    assertThat(StepGraph.evaluation(Toys.plain()).initialValues(7))
        .hasSize(2)
        .allSatisfy(
            (path, value) -> assertThat(value.toFloats()).isEqualTo(plain.get(path).toFloats()));
  }

  /** Softmax regression has a gradient short enough to write down: x (p - y), averaged. */
  @Test
  void one_step_moves_the_parameters_as_computed_by_hand() {
    StepGraph step = StepGraph.training(Toys.plain());
    Map<String, NDArray> values = step.initialValues(7);
    float[] kernel = values.get("dense/kernel").toFloats();
    Batch batch = batch(4);
    try (ReferenceBackend backend = new ReferenceBackend();
        Session session = backend.open(step.graph())) {
      values.forEach(session::write);
      Map<String, NDArray> outputs =
          session.run(
              Map.of(
                  "image", batch.image(),
                  "label", batch.label(),
                  "step", NDArray.longs(Shape.SCALAR, 1),
                  "learning_rate", NDArray.floats(Shape.SCALAR, 0.5f)));

      double loss = 0;
      double[] moved = new double[kernel.length];
      for (int i = 0; i < kernel.length; i++) {
        moved[i] = kernel[i];
      }
      for (int n = 0; n < 4; n++) {
        double[] p = softmax(batch, n, kernel);
        int label = (int) batch.label().longs().get(n);
        loss -= Math.log(p[label]) / 4;
        for (int i = 0; i < 36; i++) {
          for (int k = 0; k < 3; k++) {
            moved[3 * i + k] -= 0.5 * x(batch, n, i) * (p[k] - (k == label ? 1 : 0)) / 4;
          }
        }
        assertThat(outputs.get("prediction").floats().get(3 * n + 1))
            .isCloseTo((float) p[1], within(1e-6f));
      }
      assertThat((double) outputs.get("loss").floats().get(0)).isCloseTo(loss, within(1e-6));
      float[] after = session.read("dense/kernel").toFloats();
      for (int i = 0; i < moved.length; i++) {
        assertThat((double) after[i]).isCloseTo(moved[i], within(1e-6));
      }
    }
  }

  /** The halves of a step, run one after the other, do what the whole does. */
  @Test
  void the_gradients_and_the_update_by_them_are_the_training_step() {
    StepGraph whole = StepGraph.training(Toys.stateful());
    StepGraph gradients = StepGraph.gradients(Toys.stateful());
    StepGraph update = StepGraph.update(Toys.stateful());
    Map<String, NDArray> values = whole.initialValues(7);
    Batch batch = batch(4);
    try (ReferenceBackend backend = new ReferenceBackend();
        Session one = backend.open(whole.graph());
        Session first = backend.open(gradients.graph());
        Session second = backend.open(update.graph())) {
      whole.variables().forEach(v -> one.write(v.path(), values.get(v.path())));
      gradients.variables().forEach(v -> first.write(v.path(), values.get(v.path())));
      update.variables().forEach(v -> second.write(v.path(), values.get(v.path())));
      NDArray step = NDArray.longs(Shape.SCALAR, 3);
      NDArray rate = NDArray.floats(Shape.SCALAR, 0.5f);
      Map<String, NDArray> outputs =
          one.run(
              Map.of(
                  "image",
                  batch.image(),
                  "label",
                  batch.label(),
                  "step",
                  step,
                  "learning_rate",
                  rate));
      Map<String, NDArray> halves =
          first.run(Map.of("image", batch.image(), "label", batch.label(), "step", step));
      assertThat(halves.get("loss").toFloats()).isEqualTo(outputs.get("loss").toFloats());
      assertThat(halves.get("prediction").toFloats())
          .isEqualTo(outputs.get("prediction").toFloats());
      Map<String, NDArray> feeds = new LinkedHashMap<>(Map.of("step", step, "learning_rate", rate));
      update.variables().stream()
          .filter(Variable::trainable)
          .map(v -> StepGraph.gradient(v.path()))
          .forEach(name -> feeds.put(name, halves.get(name)));
      second.run(feeds);

      for (Variable variable : whole.variables()) {
        String path = variable.path();
        NDArray next = halves.get(StepGraph.next(path));
        float[] after = next == null ? second.read(path).toFloats() : next.toFloats();
        assertThat(after).as(path).containsExactly(one.read(path).toFloats(), within(1e-6f));
        assertThat(after).as(path).isNotEqualTo(values.get(path).toFloats());
      }
    }
  }

  @Test
  void the_halves_of_a_step_take_and_give_what_they_say() {
    StepGraph gradients = StepGraph.gradients(Toys.stateful());
    StepGraph update = StepGraph.update(Toys.stateful());

    assertThat(gradients.graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label", "step");
    assertThat(gradients.graph().carried())
        .allSatisfy((input, output) -> assertThat(output).isEqualTo(input));
    assertThat(gradients.graph().outputs())
        .containsKeys("conv2d/kernel:gradient", "batch_normalization/moving_mean:next")
        .doesNotContainKey("batch_normalization/moving_mean:gradient");
    assertThat(update.variables())
        .extracting(Variable::path)
        .contains("conv2d/kernel", "adam/conv2d/kernel/m")
        .doesNotContain("batch_normalization/moving_mean");
    assertThat(update.graph().fed())
        .extracting(Graph::nameOf)
        .contains("step", "learning_rate", "conv2d/kernel:gradient")
        .doesNotContain("image", "label");
  }

  @Test
  void a_workers_step_draws_by_a_number_of_its_own() {
    StepGraph worker = StepGraph.worker(Toys.stateful());
    assertThat(worker.graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label", "step", "draw", "learning_rate");
    Map<String, NDArray> values = worker.initialValues(7);
    Batch batch = batch(4);
    try (ReferenceBackend backend = new ReferenceBackend();
        Session session = backend.open(worker.graph())) {
      List<Float> losses = new ArrayList<>();
      for (long draw : new long[] {1, 2, 1}) {
        values.forEach(session::write);
        losses.add(
            session
                .run(
                    Map.of(
                        "image", batch.image(),
                        "label", batch.label(),
                        "step", NDArray.longs(Shape.SCALAR, 1),
                        "draw", NDArray.longs(Shape.SCALAR, draw),
                        "learning_rate", NDArray.floats(Shape.SCALAR, 0.5f)))
                .get("loss")
                .floats()
                .get(0));
      }
      assertThat(losses.get(2)).isEqualTo(losses.get(0)).isNotEqualTo(losses.get(1));
    }
  }

  private static Batch batch(int size) {
    Batch[] made = new Batch[1];
    try (Loader loader = new Loader(Toys.plain().model().input(), size, 1)) {
      int[] order = new int[size];
      for (int i = 0; i < size; i++) {
        order[i] = i;
      }
      loader.each(Toys.data(size, 1), order, Loader.Change.NONE, batch -> made[0] = batch);
    }
    return made[0];
  }

  private static double x(Batch batch, int example, int pixel) {
    return (batch.image().bytes().get(36 * example + pixel) & 0xff) / 255.0;
  }

  private static double[] softmax(Batch batch, int example, float[] kernel) {
    double[] p = new double[3];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double logit = 0;
      for (int i = 0; i < 36; i++) {
        logit += x(batch, example, i) * kernel[3 * i + k];
      }
      p[k] = Math.exp(logit);
      sum += p[k];
    }
    for (int k = 0; k < 3; k++) {
      p[k] /= sum;
    }
    return p;
  }

  @Test
  void a_model_that_does_not_end_in_rows_of_classes_is_refused_with_its_shape() {
    Experiment images =
        Toys.plain().withModel(new Model(new Input(Toys.SIDE, Toys.SIDE, 1), new Conv2D(3, 1)));
    assertThatThrownBy(() -> StepGraph.training(images))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[N, 3, 6, 6]");
  }

  @Test
  void a_loss_that_is_not_one_number_an_image_is_refused() {
    Experiment wrong = Toys.plain().withLoss((prediction, target) -> prediction.square());
    assertThatThrownBy(() -> StepGraph.evaluation(wrong))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[N, 3]");
  }

  @Test
  void an_initializer_that_gives_too_few_values_is_refused_with_the_path() {
    Experiment wrong =
        Toys.plain()
            .withModel(
                new Model(
                    new Input(Toys.SIDE, Toys.SIDE, 1),
                    new Flatten(),
                    new Dense(
                        3,
                        new Softmax(),
                        true,
                        (shape, random) -> new float[5],
                        (shape, random) -> new float[3])));
    assertThatThrownBy(() -> StepGraph.training(wrong).initialValues(1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("dense/kernel [36, 3] needs 108 first values, got 5");
  }
}
