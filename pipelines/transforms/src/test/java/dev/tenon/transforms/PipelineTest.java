package dev.tenon.transforms;

import static dev.tenon.transforms.OnDisk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.optimizers.MovingAverage;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import dev.tenon.training.Augmenter;
import dev.tenon.training.Dataset;
import dev.tenon.training.StepGraph;
import dev.tenon.training.Trainer;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a run: data in, a judged and exported model out. */
@TestInstance(Lifecycle.PER_CLASS)
class PipelineTest {
  private static final OnnxRuntimeOptions CPU =
      new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);

  private static final Queue<Example> COLLECTED = new ConcurrentLinkedQueue<>();

  @TempDir static Path folder;

  private final Experiment experiment = Toys.experiment();
  private Blueprint blueprint;
  private WorkDirectory work;

  @BeforeAll
  void run_it_once() throws IOException {
    blueprint = Direct.blueprint(experiment, folder);
    work = run(blueprint, "run", 2);
  }

  private WorkDirectory run(Blueprint blueprint, String name, int parallelism) throws IOException {
    WorkDirectory work = new WorkDirectory(folder.resolve(name));
    Files.createDirectories(path(work.folder()));
    Direct.run(
        parallelism,
        pipeline ->
            pipeline
                .apply(Ingest.of(blueprint, work))
                .apply(Train.of(blueprint))
                .apply(Export.of(blueprint))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Evaluate.of(blueprint, work)));
    return work;
  }

  @Test
  void the_result_is_that_of_training_without_beam() throws IOException {
    List<Example> training =
        IntStream.range(0, 90)
            .mapToObj(i -> (Example) new Halves(90, Toys.SIDE).reading(i))
            .toList();
    WorkDirectory plain = new WorkDirectory(folder.resolve("plain"));
    Files.createDirectories(path(plain.folder()));
    Tenon tenon = blueprint.tenon();
    Trainer trainer =
        new Trainer(
            experiment,
            tenon.codec().fingerprint(experiment),
            tenon.backend(),
            plain,
            Workshop.console());
    trainer.fit(Dataset.of(Halves.LABELS, training), Optional.empty());
    Path last = Path.of("final-0005.safetensors");
    assertThat(path(work.checkpoints()).resolve(last))
        .hasSameBinaryContentAs(path(plain.checkpoints()).resolve(last));
  }

  @Test
  void nothing_depends_on_the_parallelism() throws IOException {
    WorkDirectory other = run(blueprint, "other", 5);
    assertThat(path(other.evaluation())).hasSameTextualContentAs(path(work.evaluation()));
    for (String file : List.of("model.onnx", "train-step.onnx", "labels.txt")) {
      assertThat(path(other.model()).resolve(file))
          .hasSameBinaryContentAs(path(work.model()).resolve(file));
    }
  }

  @Test
  void the_order_and_the_bundles_of_examples_change_nothing() throws IOException {
    WorkDirectory other = new WorkDirectory(folder.resolve("shuffled"));
    Direct.run(
        5,
        pipeline ->
            pipeline
                .apply(Create.of(work.path()))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Reshuffle.viaRandomKey())
                .apply(Evaluate.of(blueprint, other).withModel(Export.model(work))));
    assertThat(path(other.evaluation())).hasSameTextualContentAs(path(work.evaluation()));
  }

  @Test
  void the_evaluation_is_what_counting_by_hand_gives() throws IOException {
    int right = 0;
    int rightOfTwo = 0;
    double loss = 0;
    int[][] takenFor = new int[3][3];
    try (OnnxModel model = OnnxModel.open(Export.model(work), CPU)) {
      for (int i = 0; i < 40; i++) {
        Example example = (Example) new Halves(40, Toys.SIDE).reading(i);
        float[] row = model.predict(batch(example.image())).toFloats();
        float own = row[example.label()];
        int ahead = 0;
        int best = 0;
        for (int c = 0; c < 3; c++) {
          ahead += row[c] > own ? 1 : 0;
          best = row[c] > row[best] ? c : best;
        }
        right += ahead == 0 ? 1 : 0;
        rightOfTwo += ahead < 2 ? 1 : 0;
        loss -= Math.log(own);
        takenFor[example.label()][best]++;
      }
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(path(work.evaluation())));
    assertThat(json.get("examples").asInt()).isEqualTo(40);
    assertThat(json.get("experiment").asText()).isEqualTo("toy");
    assertThat(json.get("accuracy").asDouble()).isEqualTo(right / 40.0).isGreaterThan(0.6);
    assertThat(json.get("top_k_categorical_accuracy").asDouble()).isEqualTo(rightOfTwo / 40.0);
    assertThat(json.get("loss").asDouble()).isCloseTo(loss / 40, within(1e-5));
    for (int c = 0; c < 3; c++) {
      JsonNode one = json.get("classes").get(c);
      assertThat(one.get("label").asText()).isEqualTo(Halves.LABELS.get(c));
      assertThat(one.get("examples").asInt()).isEqualTo(IntStream.of(takenFor[c]).sum());
      for (int other = 0; other < 3; other++) {
        assertThat(one.get("taken_for").get(other).asInt()).isEqualTo(takenFor[c][other]);
      }
    }
  }

  /** Weights multiply losses, whose sum is divided by the number of examples. */
  @Test
  void the_evaluation_uses_weights_where_the_experiment_does() throws IOException {
    Weighed test = new Weighed(40, Toys.SIDE, 0);
    Experiment weighted =
        Toys.on(new Weighed(90, Toys.SIDE, 3), test).withClassWeights(Map.of(0, 2.0)).withEpochs(1);
    WorkDirectory used = run(Direct.blueprint(weighted.withSampleWeights(), folder), "weighted", 2);
    double loss = 0;
    try (OnnxModel model = OnnxModel.open(Export.model(used), CPU)) {
      for (int i = 0; i < 40; i++) {
        Example example = test.example(i);
        float[] row = model.predict(batch(example.image())).toFloats();
        loss -= example.weight() * Math.log(row[example.label()]);
      }
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(path(used.evaluation())));
    assertThat(json.get("loss").asDouble()).isCloseTo(loss / 40, within(1e-5));
    WorkDirectory unused = run(Direct.blueprint(weighted, folder), "unweighted", 2);
    assertThat(Export.model(unused).bytes()).isNotEqualTo(Export.model(used).bytes());
  }

  @Test
  void the_exported_model_has_the_averages_of_parameters() throws IOException {
    Experiment averaged =
        experiment.withOptimizer(new MovingAverage(new Adam(0.02), 0.9)).withEpochs(1);
    Blueprint itsBlueprint = Direct.blueprint(averaged, folder);
    WorkDirectory its = run(itsBlueprint, "averaged", 1);
    Map<String, NDArray> trained = Train.trainer(itsBlueprint, its).trained().values();
    StepGraph graph = StepGraph.evaluation(averaged);
    Example example = (Example) new Halves(40, Toys.SIDE).reading(0);
    try (OnnxModel model = OnnxModel.open(Export.model(its), CPU);
        Session session = itsBlueprint.tenon().backend().open(graph.graph())) {
      for (Variable variable : graph.variables()) {
        String average = "moving_average/" + variable.path() + "/moving_average";
        session.write(
            variable.path(), trained.get(variable.trainable() ? average : variable.path()));
      }
      Map<String, NDArray> outputs =
          session.run(
              Map.of("image", batch(example.image()), "label", NDArray.longs(Shape.of(1), 0)));
      assertThat(model.predict(batch(example.image())).toFloats())
          .containsExactly(outputs.get("prediction").toFloats(), within(1e-6f));
    }
  }

  @Test
  void exports_carry_labels_and_experiment() throws IOException {
    assertThat(path(work.model()).resolve("labels.txt")).hasContent("left\nright\nnone\n");
    try (OnnxModel model = OnnxModel.open(Export.model(work), CPU)) {
      assertThat(model.labels()).isEqualTo(Halves.LABELS);
      assertThat(model.experiment()).contains(blueprint.experiment());
    }
    assertThat(path(work.model()).resolve("train-step.onnx")).isNotEmptyFile();
  }

  @Test
  void another_checkpoint_gives_another_model() throws IOException {
    byte[] before = Export.model(work).bytes();
    WorkDirectory again = run(blueprint, "again", 1);
    Direct.run(
        1,
        pipeline ->
            pipeline
                .apply(Create.of(again.path()))
                .apply(Export.of(blueprint).withCheckpoint("epoch-0004")));
    assertThat(Export.model(again).bytes()).isNotEqualTo(before);
  }

  @Test
  void examples_flow_through_augmentation_as_an_epoch_sees_them() {
    Dataset test = RecordFiles.open(work, DataSplit.TEST);
    Augmenter augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    List<Example> expected =
        IntStream.range(0, test.size())
            .mapToObj(
                i ->
                    new Example(
                        test.id(i), augmenter.apply(test.id(i), 3, test.image(i)), test.label(i)))
            .toList();
    COLLECTED.clear();
    Direct.run(
        3,
        pipeline ->
            pipeline
                .apply(Create.of(work.path()))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Augment.of(blueprint).withEpoch(3))
                .apply(ParDo.of(new Collect())));
    assertThat(COLLECTED).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).doesNotContain(new Example(test.id(0), test.image(0), test.label(0)));
  }

  private static final class Collect extends DoFn<Example, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Example example) {
      COLLECTED.add(example);
    }
  }

  @Test
  void a_model_of_another_size_than_the_examples_is_refused() {
    Example example = new Example("x-1", new Image(3, 3, 1, new byte[9]), 0);
    assertEvaluationFails(
        example,
        "record x-1 cannot be judged: the image is 3x3x1",
        "takes image, UINT8[N, 6, 6, 1]");
  }

  @Test
  void a_label_that_the_model_does_not_know_is_refused() {
    Example example = new Example("x-2", new Image(6, 6, 1, new byte[36]), 3);
    assertEvaluationFails(example, "record x-2 has the label 3", "tells 3 classes apart");
  }

  @Test
  void nothing_to_evaluate_is_refused() {
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Create.empty(ExampleCoder.of()))
                            .apply(Evaluate.of(blueprint, work))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there are no examples to evaluate");
  }

  @Test
  void a_missing_model_is_named() {
    Path absent = folder.resolve("absent.onnx");
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Create.of(work.path()))
                            .apply(ReadRecords.of(DataSplit.TEST))
                            .apply(Evaluate.of(blueprint, work).withModel(new LocalFile(absent)))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void a_model_of_other_classes_than_the_data_is_refused_before_training() {
    Model wide =
        new Model(new Input(Toys.SIDE, Toys.SIDE, 1), new Flatten(), new Dense(4, new Softmax()));
    Blueprint four = Direct.blueprint(experiment.withModel(wide), folder);
    assertThatThrownBy(() -> run(four, "four", 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "the data has 3 classes, [left, right, none], but the model tells 4 apart");
    assertThat(folder.resolve("four/checkpoints")).doesNotExist();
  }

  @Test
  void exporting_what_was_not_trained_is_refused() throws IOException {
    WorkDirectory untrained = new WorkDirectory(folder.resolve("untrained"));
    Files.createDirectories(path(untrained.folder()));
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Ingest.of(blueprint, untrained))
                            .apply(Export.of(blueprint))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("training in " + untrained.path() + " has not ended");
    assertThat(path(untrained.model())).doesNotExist();
  }

  private void assertEvaluationFails(Example example, String... messages) {
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Create.of(example).withCoder(ExampleCoder.of()))
                            .apply(Evaluate.of(blueprint, work))))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(messages);
  }

  private static NDArray batch(Image image) {
    return NDArray.bytes(
        Shape.of(1, image.height(), image.width(), image.channels()), image.samples());
  }
}
