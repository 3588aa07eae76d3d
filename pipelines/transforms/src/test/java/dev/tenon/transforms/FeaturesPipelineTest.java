package dev.tenon.transforms;

import static dev.tenon.transforms.OnDisk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Concatenate;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import dev.tenon.spi.UserError;
import dev.tenon.training.Augmenter;
import dev.tenon.training.Dataset;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a run of a model of two images, a row of numbers and two targets. */
@TestInstance(Lifecycle.PER_CLASS)
class FeaturesPipelineTest {
  private static final OnnxRuntimeOptions CPU = new OnnxRuntimeOptions().withThreads(1);
  private static final Queue<Example> COLLECTED = new ConcurrentLinkedQueue<>();

  @TempDir static Path folder;

  private Blueprint blueprint;
  private WorkDirectory work;

  private static Experiment experiment(int bare) {
    Node tower = Node.input(Toys.SIDE, Toys.SIDE, 1).then("tower", new Conv2D(4, 3, new Relu()));
    Node twin = tower.again(Node.input("twin", new Input(Toys.SIDE, Toys.SIDE, 1)));
    Node all =
        Node.of(
            new Concatenate(),
            tower.then(new Flatten()),
            twin.then(new Flatten()),
            Node.input("meta", 2));
    return Toys.on(new Described(90, Toys.SIDE, bare), new Described(40, Toys.SIDE, 0))
        .withModel(
            Model.of(
                all.then("zone", new Dense(3, new Softmax())),
                all.then("lit", new Dense(2, new Softmax()))))
        .withMetrics(new Accuracy())
        .withHeads(new Head("lit", 0.5).withTarget("bright"))
        .validated();
  }

  @BeforeAll
  void run_it_once() throws IOException {
    blueprint = Direct.blueprint(experiment(0), folder);
    work = new WorkDirectory(folder.resolve("run"));
    Files.createDirectories(path(work.folder()));
    Direct.run(
        2,
        pipeline ->
            pipeline
                .apply(Ingest.of(blueprint, work))
                .apply(Train.of(blueprint))
                .apply(Export.of(blueprint))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Evaluate.of(blueprint, work)));
  }

  private static Map<String, NDArray> feeds(Example example) {
    Shape one = Shape.of(1, Toys.SIDE, Toys.SIDE, 1);
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    feeds.put("image", NDArray.bytes(one, example.image().samples()));
    feeds.put("twin", NDArray.bytes(one, ((Image) example.features().get("twin")).samples()));
    float[] meta = ((Row) example.features().get("meta")).values();
    feeds.put("meta", NDArray.floats(Shape.of(1, 2), meta));
    return feeds;
  }

  @Test
  void the_evaluation_is_what_counting_by_hand_gives() throws IOException {
    double[] loss = new double[2];
    double[] right = new double[2];
    try (OnnxFile model = OnnxFile.open(Export.model(work), CPU)) {
      assertThat(model.inputs().keySet()).containsExactly("image", "twin", "meta");
      assertThat(model.outputs().keySet()).containsExactly("zone", "lit");
      for (int i = 0; i < 40; i++) {
        Example example = new Described(40, Toys.SIDE, 0).example(i);
        Map<String, NDArray> given = model.run(feeds(example));
        float[] zone = given.get("zone").toFloats();
        float[] lit = given.get("lit").toFloats();
        int bright = example.targets().get("bright");
        loss[0] -= Math.log(zone[example.label()]);
        loss[1] -= Math.log(lit[bright]);
        float best = Math.max(zone[0], Math.max(zone[1], zone[2]));
        right[0] += zone[example.label()] == best ? 1 : 0;
        right[1] += lit[bright] > lit[1 - bright] ? 1 : 0;
      }
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(path(work.evaluation())));
    assertThat(json.get("zone_loss").asDouble()).isCloseTo(loss[0] / 40, within(1e-5));
    assertThat(json.get("lit_loss").asDouble()).isCloseTo(loss[1] / 40, within(1e-5));
    assertThat(json.get("loss").asDouble()).isCloseTo((loss[0] + loss[1] / 2) / 40, within(1e-5));
    assertThat(json.get("zone_accuracy").asDouble()).isEqualTo(right[0] / 40).isGreaterThan(0.6);
    assertThat(json.get("lit_accuracy").asDouble()).isEqualTo(right[1] / 40).isGreaterThan(0.6);
  }

  @Test
  void records_hold_all_that_examples_have() {
    Dataset records = RecordFiles.open(work, DataSplit.TEST);
    for (int i = 0; i < 40; i++) {
      Example example = new Described(40, Toys.SIDE, 0).example(i);
      int index = 0;
      while (!records.id(index).equals(example.id())) {
        index++;
      }
      assertThat(records.features(index)).isEqualTo(example.features());
      assertThat(records.targets(index)).isEqualTo(example.targets());
    }
  }

  @Test
  void a_command_for_images_refuses_the_model() {
    assertThatThrownBy(() -> OnnxModel.open(Export.model(work), CPU))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("has more inputs than image: [image, twin, meta]");
  }

  @Test
  void data_without_what_the_model_takes_is_refused_before_training() throws IOException {
    Blueprint bare = Direct.blueprint(experiment(90), folder);
    WorkDirectory other = new WorkDirectory(folder.resolve("bare"));
    Files.createDirectories(path(other.folder()));
    assertThatThrownBy(
            () ->
                Direct.run(
                    1, pipeline -> pipeline.apply(Ingest.of(bare, other)).apply(Train.of(bare))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it has no twin, which the model takes");
    assertThat(folder.resolve("bare/checkpoints")).doesNotExist();
  }

  @Test
  void an_example_without_a_target_cannot_be_judged() {
    Example full = new Described(40, Toys.SIDE, 0).example(0);
    Example bare = new Example(full.id(), full.image(), full.label(), 1, full.features(), Map.of());
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Create.of(List.of(bare)).withCoder(ExampleCoder.of()))
                            .apply(Evaluate.of(blueprint, work).withModel(Export.model(work)))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "record " + full.id() + " has no target bright, which the output lit is judged by");
  }

  @Test
  void images_besides_the_first_are_augmented_by_themselves() {
    Dataset test = RecordFiles.open(work, DataSplit.TEST);
    Experiment experiment = blueprint.read();
    Augmenter augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    COLLECTED.clear();
    Direct.run(
        2,
        pipeline ->
            pipeline
                .apply(Create.of(work.path()))
                .apply(ReadRecords.of(DataSplit.TEST))
                .apply(Augment.of(blueprint).withEpoch(3))
                .apply(ParDo.of(new Collect())));
    assertThat(COLLECTED).hasSize(40);
    for (Example changed : COLLECTED) {
      int index = 0;
      while (!test.id(index).equals(changed.id())) {
        index++;
      }
      assertThat(changed.features().get("twin"))
          .isEqualTo(augmenter.apply(changed.id() + "/twin", 3, test.image(index)))
          .isNotEqualTo(changed.image());
      assertThat(changed.features().get("meta")).isEqualTo(test.features(index).get("meta"));
      assertThat(changed.targets()).isEqualTo(test.targets(index));
    }
  }

  private static final class Collect extends DoFn<Example, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Example example) {
      COLLECTED.add(example);
    }
  }
}
