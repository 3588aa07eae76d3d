package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Example;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of classes and of examples in the loss. */
class WeightsTest {
  private static final Backend BACKEND = new OnnxRuntimeBackend();
  private static final Map<Integer, Double> BY_CLASS = Map.of(0, 3.0, 2, 0.25);

  @TempDir Path folder;
  private final Lines console = new Lines();

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  private static Dataset weighted(int count, long seed, ToDoubleFunction<Example> weight) {
    return Dataset.of(
        Toys.LABELS,
        Toys.examples(count, seed).stream()
            .map(e -> new Example(e.id(), e.image(), e.label(), weight.applyAsDouble(e)))
            .toList());
  }

  private static double ofClass(Example example) {
    return BY_CLASS.getOrDefault(example.label(), 1.0);
  }

  private static double various(Example example) {
    return Math.floorMod(example.id().hashCode(), 5) / 2.0;
  }

  private Trained fit(Experiment experiment, String run, Dataset training, Dataset validation) {
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment, "e", BACKEND, work, console)
        .fit(training, Optional.of(validation));
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Local(), new Strategy.Synchronous(2, 4), new Strategy.LocalSgd(3, 2));
  }

  /** The sum over the batch is divided by the number of examples, not by the sum of weights. */
  @Test
  void a_steps_loss_and_gradient_are_means_of_weighted_ones() {
    Experiment experiment = Toys.plain().withClassWeights(BY_CLASS).withSampleWeights();
    Dataset data = weighted(6, 1, example -> 0.5 + example.label());
    float[] weights = {3 * 0.5f, 1.5f, 0.25f * 2.5f, 3 * 0.5f, 1.5f, 0.25f * 2.5f};
    StepGraph training = StepGraph.training(experiment);
    StepGraph each = StepGraph.gradients(Toys.plain());
    Map<String, NDArray> values = training.initialValues(7);
    float[] expected = new float[Toys.SIDE * Toys.SIDE * 3];
    double loss = 0;
    try (ReferenceBackend backend = new ReferenceBackend();
        Session single = backend.open(each.graph());
        Session session = backend.open(training.graph())) {
      values.forEach(single::write);
      values.forEach(session::write);
      for (int i = 0; i < weights.length; i++) {
        Batch one = batch(data, i);
        Map<String, NDArray> outputs =
            single.run(
                Map.of(
                    "image", one.image(),
                    "label", one.label(),
                    "step", NDArray.longs(Shape.SCALAR, 1)));
        loss += weights[i] * outputs.get("loss").floats().get(0) / 6;
        float[] gradient = outputs.get("dense/kernel:gradient").toFloats();
        for (int k = 0; k < expected.length; k++) {
          expected[k] += weights[i] * gradient[k] / 6;
        }
      }
      Batch all = batch(data, 0, 1, 2, 3, 4, 5);
      Map<String, NDArray> outputs =
          session.run(
              Map.of(
                  "image", all.image(),
                  "label", all.label(),
                  "weight", all.weight(),
                  "step", NDArray.longs(Shape.SCALAR, 1),
                  "learning_rate", NDArray.floats(Shape.SCALAR, 0.5f)));
      assertThat((double) outputs.get("loss").floats().get(0)).isCloseTo(loss, within(1e-6));
      float[] after = session.read("dense/kernel").toFloats();
      float[] before = values.get("dense/kernel").toFloats();
      for (int k = 0; k < expected.length; k++) {
        assertThat(after[k]).isCloseTo(before[k] - 0.5f * expected[k], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void class_weights_are_sample_weights_by_class(Strategy strategy) {
    Experiment experiment = Toys.stateful().withEpochs(3).withStrategy(strategy);
    Dataset validation = Toys.data(11, 2);
    Trained byClass =
        fit(experiment.withClassWeights(BY_CLASS), "class", Toys.data(45, 1), validation);
    Trained bySample =
        fit(
            experiment.withSampleWeights(),
            "sample",
            weighted(45, 1, WeightsTest::ofClass),
            validation);

    assertThat(byClass.history()).isEqualTo(bySample.history());
    assertThat(Toys.bits(byClass.values())).isEqualTo(Toys.bits(bySample.values()));
    assertThat(Toys.bits(byClass.values()))
        .isNotEqualTo(Toys.bits(fit(experiment, "none", Toys.data(45, 1), validation).values()));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_resumed_run_ends_with_the_same_bits(Strategy strategy) {
    Experiment experiment =
        Toys.stateful()
            .withClassWeights(BY_CLASS)
            .withSampleWeights()
            .withStrategy(strategy)
            .withEpochs(4);
    Dataset training = weighted(45, 1, WeightsTest::various);
    Dataset validation = weighted(11, 2, example -> 2);
    Trained whole = fit(experiment, "whole", training, validation);
    fit(experiment.withEpochs(2), "resumed", training, validation);
    Trained resumed = fit(experiment, "resumed", training, validation);

    assertThat(resumed.history()).isEqualTo(whole.history());
    assertThat(Toys.bits(resumed.values())).isEqualTo(Toys.bits(whole.values()));
  }

  @Test
  void slices_of_a_batch_come_to_what_the_whole_does() {
    Experiment experiment = Toys.plain().withClassWeights(BY_CLASS).withSampleWeights();
    Dataset training = weighted(45, 1, WeightsTest::various);
    Dataset validation = Toys.data(11, 2);
    float[] local =
        fit(experiment, "l", training, validation).values().get("dense/kernel").toFloats();
    float[] sliced =
        fit(experiment.withStrategy(new Strategy.Synchronous(2, 4)), "s", training, validation)
            .values()
            .get("dense/kernel")
            .toFloats();
    assertThat(sliced).containsExactly(local, within(1e-5f));
  }

  @Test
  void steps_taken_together_keep_their_weights() {
    Experiment experiment = Toys.stateful().withSampleWeights().withEpochs(2);
    Dataset training = weighted(45, 1, WeightsTest::various);
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withThreads(1).withSpinning(false);
    try (Backend one = new OnnxRuntimeBackend(options);
        Backend several = new OnnxRuntimeBackend(options.withStepsPerRun(3))) {
      Map<String, NDArray> single = values(experiment, one, "one", training);
      assertThat(Toys.bits(values(experiment, several, "several", training)))
          .isEqualTo(Toys.bits(single));
    }
  }

  private Map<String, NDArray> values(
      Experiment experiment, Backend backend, String run, Dataset training) {
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment, "e", backend, work, console)
        .fit(training, Optional.of(Toys.data(11, 2)))
        .values();
  }

  @Test
  void validation_uses_the_weights_of_examples_and_not_of_classes() {
    Dataset training = Toys.data(45, 1);
    Experiment plain = Toys.plain();
    double loss = valLoss(plain, "plain", training, Toys.data(12, 2));
    Dataset twice = weighted(12, 2, example -> 2);

    assertThat(valLoss(plain, "unused", training, twice)).isEqualTo(loss);
    assertThat(valLoss(plain.withSampleWeights(), "used", training, twice)).isEqualTo(2 * loss);
    Experiment frozen =
        Toys.plain().withSchedule(progress -> 0).withClassWeights(Map.of(0, 9.0, 1, 9.0, 2, 9.0));
    assertThat(valLoss(frozen, "class", training, twice))
        .isEqualTo(valLoss(Toys.plain().withSchedule(progress -> 0), "none", training, twice));
  }

  private double valLoss(Experiment experiment, String run, Dataset training, Dataset validation) {
    return fit(experiment, run, training, validation)
        .history()
        .epochs()
        .get(0)
        .values()
        .get("val_loss");
  }

  @Test
  void graphs_without_weights_are_as_ever() {
    Experiment weightless = Toys.stateful();
    for (StepGraph graph :
        List.of(
            StepGraph.training(weightless),
            StepGraph.gradients(weightless),
            StepGraph.evaluation(weightless),
            StepGraph.training(weightless.withClassWeights(BY_CLASS)))) {
      assertThat(graph.graph().fed()).extracting(Graph::nameOf).doesNotContain("weight");
    }
    assertThat(StepGraph.evaluation(weightless.withClassWeights(BY_CLASS)).graph().nodes())
        .hasSameSizeAs(StepGraph.evaluation(weightless).graph().nodes());
  }

  @Test
  void weights_that_an_experiment_does_not_use_are_told_of() {
    fit(Toys.plain(), "run", weighted(45, 1, example -> 2), Toys.data(11, 2));
    assertThat(console.printed())
        .anySatisfy(line -> assertThat(line).startsWith("The training records have weights"));
  }

  @Test
  void a_weight_that_is_none_names_the_record() {
    for (double weight : new double[] {-1, Double.NaN, 1e39}) {
      Dataset training = weighted(45, 1, e -> e.id().equals("r-0007") ? weight : 1);
      assertThatThrownBy(
              () -> fit(Toys.plain().withSampleWeights(), "run", training, Toys.data(11, 2)))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "record r-0007 has the weight "
                  + weight
                  + "; weights must be finite and 0 or more, so mend the record");
    }
  }

  private static Batch batch(Dataset data, int... records) {
    Batch[] made = new Batch[1];
    try (Loader loader = new Loader(Toys.plain().model().input(), records.length, 1)) {
      loader.each(data, records, Loader.Change.NONE, batch -> made[0] = batch);
    }
    assertThat(made[0].weight().toFloats())
        .isEqualTo(floats(IntStream.of(records).mapToDouble(data::weight).toArray()));
    return made[0];
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
