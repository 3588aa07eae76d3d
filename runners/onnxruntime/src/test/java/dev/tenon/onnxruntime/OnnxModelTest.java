package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final OnnxRuntimeOptions OPTIONS = new OnnxRuntimeOptions().withDevice(Device.CPU);

  private final Graph forward = Networks.smallCnnForward(12, 4, 3);
  private final byte[] bytes =
      new OnnxExport(forward)
          .withConstants(Networks.initial(forward))
          .withLabels(List.of("coat", "bag", "ankle boot"))
          .withMetadata(OnnxExport.EXPERIMENT, "{\"name\": \"scenes\"}")
          .toBytes();

  @Test
  void a_model_predicts_what_the_reference_does_at_any_batch_size() {
    try (OnnxModel model = OnnxModel.open(bytes, "model", OPTIONS);
        Session reference = new ReferenceBackend().open(forward)) {
      Networks.initial(forward).forEach(reference::write);
      for (int batch : new int[] {1, 5, 2}) {
        NDArray images = Networks.feeds(forward, batch, 3, 1).get("image");
        NDArray expected = reference.run(Map.of("image", images)).get("probabilities");
        Closeness.assertClose("probabilities", model.predict(images), expected);
      }
    }
  }

  @Test
  void a_model_predicts_into_memory_of_the_caller() {
    NDArray images = Networks.feeds(forward, 4, 3, 1).get("image");
    NDArray probabilities = NDArray.zeros(TensorType.floats(Shape.of(4, 3)));
    try (OnnxModel model = OnnxModel.open(bytes, "model", OPTIONS)) {
      model.predict(images, probabilities);
      assertThat(probabilities.toFloats()).isEqualTo(model.predict(images).toFloats());
      NDArray five = NDArray.zeros(TensorType.floats(Shape.of(5, 3)));
      assertThatThrownBy(() -> model.predict(images, five))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("probabilities must be FLOAT[4, 3], got FLOAT[5, 3]");
    }
  }

  @Test
  void a_model_knows_its_sizes_labels_and_experiment(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    try (OnnxModel model = OnnxModel.open(file, OPTIONS)) {
      assertThat(model.labels()).containsExactly("coat", "bag", "ankle boot");
      assertThat(model.experiment()).contains("{\"name\": \"scenes\"}");
      assertThat(model.metadata()).containsOnlyKeys(OnnxExport.LABELS, OnnxExport.EXPERIMENT);
      assertThat(List.of(model.height(), model.width(), model.channels(), model.classes()))
          .containsExactly(12, 12, 1, 3);
    }
  }

  @Test
  void several_threads_predict_at_once() {
    NDArray images = Networks.feeds(forward, 8, 3, 1).get("image");
    try (OnnxModel model = OnnxModel.open(bytes, "model", OPTIONS)) {
      float[] alone = model.predict(images).toFloats();
      List<float[]> results =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(i -> model.predict(images).toFloats())
              .toList();
      assertThat(results).allSatisfy(result -> assertThat(result).isEqualTo(alone));
    }
  }

  @Test
  void images_of_another_size_channel_count_or_type_are_refused_with_both() {
    try (OnnxModel model = OnnxModel.open(bytes, "model.onnx", OPTIONS)) {
      assertThatThrownBy(() -> model.predict(images(2, 14, 12, 1)))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "model.onnx takes images of 12x12 pixels (height x width) with 1 channel, got"
                  + " images of 14x12 pixels (height x width) with 1 channel");
      assertThatThrownBy(() -> model.predict(images(2, 12, 12, 3)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("with 3 channels");
      assertThatThrownBy(
              () -> model.predict(NDArray.floats(Shape.of(1, 12, 12, 1), new float[144])))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "model.onnx takes UINT8 images [N, height, width, channels], got FLOAT[1, 12, 12, 1]");
    }
  }

  private static NDArray images(long... dims) {
    return NDArray.zeros(new TensorType(DataType.UINT8, Shape.of(dims)));
  }

  @Test
  void a_file_that_is_missing_or_no_model_is_refused_with_one_line(@TempDir Path folder)
      throws IOException {
    Path missing = folder.resolve("missing.onnx");
    assertThatThrownBy(() -> OnnxModel.open(missing, OPTIONS))
        .isInstanceOf(UserError.class)
        .hasMessage("cannot read the model " + missing + ": there is no such file");
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model at all");
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(bytes, 500));
    for (Path file : List.of(text, empty, half)) {
      assertThatThrownBy(() -> OnnxModel.open(file, OPTIONS))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(file + " is not a model that ONNX Runtime can read: ")
          .hasMessageEndingWith("Expected an ONNX file, such as the model.onnx that tenon exports.")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void a_model_of_something_else_is_refused() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2));
    byte[] other = new OnnxExport(new Graph(List.of(x), Map.of("y", x.neg()))).toBytes();
    assertThatThrownBy(() -> OnnxModel.open(other, "other.onnx", OPTIONS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("other.onnx has no image, only [x]. Expected a model from image");
    byte[] step = new OnnxExport(Networks.smallCnn(12, 4, 3)).toBytes();
    assertThatThrownBy(() -> OnnxModel.open(step, "train-step.onnx", OPTIONS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("train-step.onnx has no probabilities");
  }

  @Test
  void several_outputs_are_given_by_name_and_the_first_one_counts() {
    Tensor image = Tensor.input("image", DataType.UINT8, Shape.of(Shape.BATCH, 1, 2, 1));
    Tensor rows = image.cast(DataType.FLOAT).reshape(Shape.of(Shape.BATCH, 2));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("same", rows.mul(1.0).add(0.5));
    outputs.put("negative", rows.neg());
    byte[] two = new OnnxExport(new Graph(List.of(image), outputs)).toBytes();
    NDArray images = NDArray.bytes(Shape.of(2, 1, 2, 1), new byte[] {1, 2, 3, 4});
    try (OnnxModel model = OnnxModel.open(two, "two.onnx", OPTIONS)) {
      assertThat(model.outputs()).containsExactly("same", "negative");
      assertThat(model.classes()).isEqualTo(2);
      assertThat(model.predict(images).toFloats()).containsExactly(1.5f, 2.5f, 3.5f, 4.5f);
      Map<String, NDArray> all = model.predictAll(images);
      assertThat(all.keySet()).containsExactly("same", "negative");
      assertThat(all.get("negative").toFloats()).containsExactly(-1, -2, -3, -4);
    }
    outputs.put("sum", rows.reduceSum(true, 1));
    OnnxExport export =
        new OnnxExport(new Graph(List.of(image), outputs))
            .withLabels(List.of("a", "b"))
            .withMetadata(OnnxExport.LABELLED, "same\nsum");
    try (OnnxModel model = OnnxModel.open(export.toBytes(), "three.onnx", OPTIONS)) {
      assertThat(model.predictAll(images).get("sum").toFloats()).containsExactly(3, 7);
      assertThat(model.labels("same")).containsExactly("a", "b");
      assertThat(model.labels("negative")).as("has no names").isEmpty();
      assertThat(model.labels("sum")).as("has another number of classes").isEmpty();
    }
    outputs.put("scalar", rows.reduceSum(false));
    byte[] four = new OnnxExport(new Graph(List.of(image), outputs)).toBytes();
    assertThatThrownBy(() -> OnnxModel.open(four, "four.onnx", OPTIONS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "four.onnx has no probabilities, only [same, negative, sum, scalar].");
  }
}
