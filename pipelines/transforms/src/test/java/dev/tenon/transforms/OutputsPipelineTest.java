package dev.tenon.transforms;

import static dev.tenon.transforms.OnDisk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a run of a model with an auxiliary head. */
@TestInstance(Lifecycle.PER_CLASS)
class OutputsPipelineTest {
  private static final OnnxRuntimeOptions CPU = new OnnxRuntimeOptions().withThreads(1);

  @TempDir static Path folder;

  private Blueprint blueprint;
  private WorkDirectory work;

  private static Experiment auxiliary() {
    Node early = Node.input(Toys.SIDE, Toys.SIDE, 1).then(new Conv2D(4, 3, new Relu()));
    Node late = early.then(new Conv2D(4, 3, new Relu()), new Flatten());
    return Toys.experiment()
        .withModel(
            Model.of(
                late.then("zone", new Dense(3, new Softmax())),
                early.then(new Flatten()).then("aux", new Dense(3, new Softmax()))))
        .withMetrics(new Accuracy())
        .withHeads(new Head("aux", 0.25))
        .validated();
  }

  @BeforeAll
  void run_it_once() throws IOException {
    blueprint = Direct.blueprint(auxiliary(), folder);
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

  @Test
  void the_exported_model_gives_each_output_under_its_name() {
    Example example = (Example) new Halves(40, Toys.SIDE).reading(0);
    Image image = example.image();
    NDArray one = NDArray.bytes(Shape.of(1, Toys.SIDE, Toys.SIDE, 1), image.samples());
    try (OnnxModel model = OnnxModel.open(Export.model(work), CPU)) {
      assertThat(model.outputs()).containsExactly("zone", "aux");
      assertThat(model.labels("aux")).isEqualTo(Halves.LABELS);
      Map<String, NDArray> given = model.predictAll(one);
      assertThat(given.keySet()).containsExactly("zone", "aux");
      assertThat(given.get("zone").toFloats()).isEqualTo(model.predict(one).toFloats());
      assertThat(given.get("aux").toFloats()).isNotEqualTo(given.get("zone").toFloats());
    }
  }

  @Test
  void the_evaluation_of_each_output_is_what_counting_by_hand_gives() throws IOException {
    Map<String, double[]> sums = Map.of("zone", new double[2], "aux", new double[2]);
    try (OnnxModel model = OnnxModel.open(Export.model(work), CPU)) {
      for (int i = 0; i < 40; i++) {
        Example example = (Example) new Halves(40, Toys.SIDE).reading(i);
        NDArray one =
            NDArray.bytes(Shape.of(1, Toys.SIDE, Toys.SIDE, 1), example.image().samples());
        model
            .predictAll(one)
            .forEach(
                (name, value) -> {
                  float[] row = value.toFloats();
                  float own = row[example.label()];
                  boolean right = own >= Math.max(row[0], Math.max(row[1], row[2]));
                  sums.get(name)[0] -= Math.log(own);
                  sums.get(name)[1] += right ? 1 : 0;
                });
      }
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(path(work.evaluation())));
    sums.forEach(
        (name, sum) -> {
          assertThat(json.get(name + "_loss").asDouble()).isCloseTo(sum[0] / 40, within(1e-5));
          assertThat(json.get(name + "_accuracy").asDouble()).isEqualTo(sum[1] / 40);
        });
    assertThat(json.get("loss").asDouble())
        .isCloseTo((sums.get("zone")[0] + 0.25 * sums.get("aux")[0]) / 40, within(1e-5));
    assertThat(json.has("accuracy")).isFalse();
    assertThat(json.get("zone_accuracy").asDouble()).isGreaterThan(0.6);
    int onDiagonal = 0;
    for (int c = 0; c < 3; c++) {
      onDiagonal += json.get("classes").get(c).get("taken_for").get(c).asInt();
    }
    assertThat(onDiagonal / 40.0).isEqualTo(json.get("zone_accuracy").asDouble());
  }

  @Test
  void a_model_is_judged_only_by_an_experiment_of_its_outputs() {
    Blueprint other = Direct.blueprint(Toys.experiment(), folder);
    Example example = (Example) new Halves(40, Toys.SIDE).reading(0);
    assertThatThrownBy(
            () ->
                Direct.run(
                    1,
                    pipeline ->
                        pipeline
                            .apply(Create.of(List.of(example)).withCoder(ExampleCoder.of()))
                            .apply(Evaluate.of(other, work).withModel(Export.model(work)))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("gives aux, zone, and the experiment judges dense: judge it by ");
  }
}
