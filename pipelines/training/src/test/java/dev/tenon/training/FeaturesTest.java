package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.experiment.Validation;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.MixUp;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.layers.Concatenate;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that look at more than an image, and are told more than a label. */
class FeaturesTest {
  @TempDir Path folder;
  private final Lines console = new Lines();

  /** The label is in the row alone, the target in the second image. */
  private static Experiment experiment() {
    Node image = Node.input(Toys.SIDE, Toys.SIDE, 1).then(new Flatten());
    Node other = Node.input("other", new Input(2, 2, 1)).then(new Flatten());
    Node all = Node.of(new Concatenate(), image, other, Node.input("meta", 3));
    return Toys.plain()
        .withModel(
            Model.of(
                all.then("zone", new Dense(3, new Softmax())),
                all.then("shade", new Dense(2, new Softmax()))))
        .withAugmentations(new RandomBrightness(0.1))
        .withHeads(new Head("shade").withTarget("shade"))
        .validated();
  }

  private static List<Example> examples(int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 3;
      int shade = i / 3 % 2;
      float[] meta = new float[3];
      meta[label] = 1;
      byte[] samples = new byte[4];
      java.util.Arrays.fill(samples, (byte) (shade == 1 ? 220 : 20));
      Image image = new Image(Toys.SIDE, Toys.SIDE, 1, new byte[Toys.SIDE * Toys.SIDE]);
      examples.add(
          new Example("r-%03d".formatted(i), image, label)
              .withFeature("meta", new Row(meta))
              .withFeature("other", new Image(2, 2, 1, samples))
              .withTarget("shade", shade));
    }
    return examples;
  }

  private static Dataset data(int count) {
    return Dataset.of(Toys.LABELS, examples(count));
  }

  private Trained fit(Experiment experiment, Dataset data, String run, int together)
      throws IOException {
    Files.createDirectories(folder.resolve(run));
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withThreads(1);
    try (Backend backend = new OnnxRuntimeBackend(options.withStepsPerRun(together))) {
      WorkDirectory work = new WorkDirectory(folder.resolve(run));
      return new Trainer(experiment, "e", backend, work, console).fit(data, Optional.of(data(12)));
    }
  }

  @Test
  void what_only_features_tell_is_learnt() throws IOException {
    Trained trained = fit(experiment().withEpochs(20), data(60), "run", 1);

    Map<String, Double> last = trained.history().epochs().get(19).values();
    assertThat(last.get("val_zone_accuracy")).isEqualTo(1);
    assertThat(last.get("val_shade_accuracy")).isEqualTo(1);
    assertThat(last.get("loss"))
        .isCloseTo(last.get("zone_loss") + last.get("shade_loss"), within(1e-5));
  }

  @Test
  void a_resumed_run_ends_with_the_same_bits_by_every_strategy() throws IOException {
    List<Strategy> strategies =
        List.of(
            new Strategy.Local(),
            new Strategy.Synchronous(2),
            new Strategy.LocalSgd(2, 2, new Outer.Nesterov()));
    for (int i = 0; i < strategies.size(); i++) {
      Experiment experiment = experiment().withStrategy(strategies.get(i));
      Trained whole = fit(experiment.withEpochs(3), data(29), "whole" + i, 1);
      fit(experiment.withEpochs(1), data(29), "part" + i, 1);
      Trained resumed = fit(experiment.withEpochs(3), data(29), "part" + i, 1);

      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(Toys.bits(resumed.values())).isEqualTo(Toys.bits(whole.values()));
    }
  }

  @Test
  void steps_taken_together_have_the_features_of_their_own_examples() throws IOException {
    Trained one = fit(experiment().withEpochs(2), data(29), "one", 1);
    Trained several = fit(experiment().withEpochs(2), data(29), "several", 3);

    assertThat(several.history()).isEqualTo(one.history());
    assertThat(Toys.bits(several.values())).isEqualTo(Toys.bits(one.values()));
  }

  @Test
  void images_that_have_features_cannot_be_mixed() {
    assertThat(Validation.of(experiment().withAugmentations(new MixUp())).list())
        .singleElement()
        .asString()
        .startsWith("augmentations[0]: MixUp mixes images and their labels alone");
  }

  @Test
  void the_graph_takes_features_and_targets_by_name() {
    Node image = Node.input(new Input(1, 1, 1).withScaling(1, 0)).then(new Flatten());
    Node both = Node.of(new Concatenate(), image, Node.input("meta", 1));
    Dense first = new Dense(2).withKernelInitializer(new Constant(0));
    Experiment experiment =
        Toys.plain()
            .withModel(
                Model.of(
                    both.then("d", first).then("zone", softmax()),
                    both.then("e", first).then("shade", softmax())))
            .withHeads(new Head("shade", 4).withTarget("tone"))
            .withClassWeights(Map.of(0, 3.0))
            .validated();
    StepGraph step = StepGraph.training(experiment);
    float ln2 = (float) Math.log(2);
    for (Backend backend : List.of(new ReferenceBackend(), new OnnxRuntimeBackend())) {
      try (backend;
          Session session = backend.open(step.graph())) {
        step.initialValues(0).forEach(session::write);
        Map<String, NDArray> given =
            session.run(
                Map.of(
                    "image", NDArray.bytes(Shape.of(1, 1, 1, 1), new byte[] {2}),
                    "label", NDArray.longs(Shape.of(1), 0),
                    "meta", NDArray.floats(Shape.of(1, 1), 5),
                    "tone:label", NDArray.longs(Shape.of(1), 1),
                    "step", NDArray.longs(Shape.SCALAR, 1),
                    "learning_rate", NDArray.floats(Shape.SCALAR, 1)));
        // Weights of classes are those of the label: 3 ln 2 + 4 ln 2.
        assertThat(given.get("loss").toFloats()[0]).isCloseTo(7 * ln2, within(1e-5f));
        // x * (p - target), weighted: 3 * {2, 5} * {-1/2, 1/2} and 4 * {2, 5} * {1/2, -1/2}.
        assertThat(session.read("d/kernel").toFloats())
            .containsExactly(new float[] {3, -3, 7.5f, -7.5f}, within(1e-4f));
        assertThat(session.read("e/kernel").toFloats())
            .containsExactly(new float[] {-4, 4, -10, 10}, within(1e-4f));
      }
    }
  }

  private static dev.tenon.plugins.layers.Activation softmax() {
    return new dev.tenon.plugins.layers.Activation(new Softmax());
  }

  private void assertRefused(UnaryOperator<Example> change, String... messages) {
    List<Example> examples = examples(12);
    examples.set(3, change.apply(examples.get(3)));
    assertThatThrownBy(() -> fit(experiment(), Dataset.of(Toys.LABELS, examples), "refused", 1))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(messages);
  }

  @Test
  void a_record_that_lacks_something_is_named() {
    assertRefused(
        e -> new Example(e.id(), e.image(), e.label(), 1, Map.of(), e.targets()),
        "record r-003: the model takes the feature",
        "and this one has none");
    assertRefused(
        e -> e.withFeature("meta", new Row(new float[4])),
        "record r-003: the model takes as meta row of 3, but this one has row of 4");
    assertRefused(
        e -> e.withFeature("other", new Row(new float[4])),
        "the model takes as other image of 2x2x1, but this one has row of 4");
    assertRefused(
        e -> new Example(e.id(), e.image(), e.label(), 1, e.features(), Map.of()),
        "record r-003: an output is given the target shade, and the record has none");
    assertRefused(
        e -> e.withTarget("shade", 2),
        "record r-003: the target shade is 2, and the model tells 2 classes of it apart, 0 to 1");
  }

  @Test
  void targets_tell_data_apart_and_records_without_them_are_as_they_were() {
    List<Example> plain = IntStream.range(0, 3).mapToObj(i -> Toys.examples(3, 1).get(i)).toList();
    List<Example> told = plain.stream().map(e -> e.withTarget("shade", 1)).toList();
    String before = Fingerprint.of("e", "s", List.of(Dataset.of(Toys.LABELS, plain))).data();

    assertThat(Fingerprint.of("e", "s", List.of(Dataset.of(Toys.LABELS, told))).data())
        .isNotEqualTo(before);
    assertThat(before).hasSize(64);
  }

  @Test
  void a_metric_is_of_the_target_that_its_output_is_given() throws IOException {
    Experiment experiment = experiment().withMetrics(new Accuracy()).withEpochs(1);
    Experiment swapped =
        experiment.withHeads(new Head("shade", 0).withTarget("shade").withMetrics());

    assertThat(fit(experiment, data(30), "two", 1).history().epochs().get(0).values())
        .containsKeys("zone_accuracy", "shade_accuracy");
    assertThat(fit(swapped, data(30), "one", 1).history().epochs().get(0).values())
        .containsKey("val_shade_loss")
        .doesNotContainKey("shade_accuracy");
  }
}
