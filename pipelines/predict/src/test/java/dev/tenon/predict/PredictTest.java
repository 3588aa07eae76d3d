package dev.tenon.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictTest {
  @TempDir Path folder;

  /** Runs {@code Predict} of rows with the changes that a test wants. */
  private static Results<float[]> rows(
      String model, List<float[]> rows, UnaryOperator<Predict<float[]>> change) {
    return Results.of(
        pipeline -> pipeline.apply(Create.of(rows)).apply(change.apply(Predict.rows(model))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void rows_are_predicted_whatever_the_size_of_a_batch(int batch) throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(1));
    List<float[]> rows = Models.rows(20);
    Results<float[]> results = rows(model, rows, predict -> predict.withBatch(batch));
    assertThat(results.rejections()).isEmpty();
    assertThat(results.predictions())
        .hasSize(20)
        .allSatisfy(
            prediction ->
                assertThat(prediction.output("y").floats())
                    .isEqualTo(Models.linear(1, prediction.input())))
        .allSatisfy(prediction -> assertThat(prediction.label()).isEmpty());
    assertThat(results.predictions())
        .extracting(prediction -> prediction.input()[0])
        .containsExactlyInAnyOrderElementsOf(rows.stream().map(row -> row[0]).toList());
  }

  @Test
  void images_get_what_a_bare_session_gives_and_the_label_of_the_likeliest_class()
      throws IOException {
    byte[] bytes = Models.classifier();
    String model = Models.write(folder, "model.onnx", bytes);
    Results<Image> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(Create.of(Models.images(20)))
                    .apply(
                        Predict.images(model).withBatch(8).withDevice(Device.CPU).withThreads(1)));
    assertThat(results.rejections()).isEmpty();
    assertThat(results.predictions())
        .extracting(Prediction::input)
        .containsExactlyInAnyOrderElementsOf(Models.images(20));
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);
    try (OnnxFile bare = OnnxFile.open(bytes, "bare", options)) {
      for (Prediction<Image> prediction : results.predictions()) {
        NDArray eight = NDArray.bytes(Shape.of(8, 4, 4, 1), repeated(prediction.input(), 8));
        float[] all = bare.run(Map.of("image", eight)).get("probabilities").toFloats();
        float[] expected = {all[0], all[1], all[2]};
        assertThat(prediction.probabilities()).isEqualTo(expected);
        int likeliest =
            IntStream.of(0, 1, 2)
                .boxed()
                .max((a, b) -> Float.compare(expected[a], expected[b]))
                .orElseThrow();
        assertThat(prediction.label()).isEqualTo(Optional.of(Models.LABELS.get(likeliest)));
      }
    }
    assertThat(results.predictions())
        .extracting(p -> p.label().orElseThrow())
        .contains("cat", "owl");
  }

  private static byte[] repeated(Image image, int times) {
    byte[] samples = image.samples();
    byte[] all = new byte[samples.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(samples, 0, all, i * samples.length, samples.length);
    }
    return all;
  }

  @Test
  void keys_stay_with_what_they_are_the_keys_of() throws IOException {
    // region keys
    Feed<KV<String, float[]>> feed = Feed.values(Feed.floats());
    // endregion
    String model = Models.write(folder, "model.onnx", Models.linear(2));
    Results<KV<String, float[]>> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(
                        Create.of(
                            KV.of("a", new float[] {1, 0, 0}), KV.of("b", new float[] {0, 1, 0})))
                    .apply(Predict.of(ModelFile.at(model), feed)));
    assertThat(results.predictions())
        .extracting(p -> p.input().getKey(), p -> p.output().floats()[0])
        .containsExactlyInAnyOrder(tuple("a", 2f), tuple("b", 4f));
  }

  @Test
  void what_does_not_fit_is_rejected_with_the_reason_and_nothing_is_lost() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.classifier());
    List<Image> good = Models.images(5);
    Image large = new Image(5, 4, 1, new byte[20]);
    Results<Image> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(
                        Create.of(
                            large,
                            good.get(0),
                            good.get(1),
                            large,
                            good.get(2),
                            good.get(3),
                            good.get(4)))
                    .apply(Predict.images(model).withBatch(2)));
    assertThat(results.predictions())
        .extracting(Prediction::input)
        .containsExactlyInAnyOrderElementsOf(good);
    assertThat(results.rejections())
        .hasSize(2)
        .allMatch(rejection -> rejection.input().equals(large))
        .allMatch(
            rejection ->
                rejection
                    .reason()
                    .equals(
                        "the image is 5x4x1 (height x width x channels), but the model "
                            + model
                            + " takes image, UINT8[N, 4, 4, 1]"));
  }

  @Test
  void what_the_model_fails_on_is_rejected_alone() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.lookup());
    Results<Long> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(Create.of(3L, 7L, 1L, 4L, 0L, 99L, 2L))
                    .apply(
                        Predict.of(
                                ModelFile.at(model),
                                (Long row, Slots slots) -> slots.longs("row", row))
                            .withBatch(4)));
    assertThat(results.predictions())
        .extracting(p -> p.output().floats()[0] - 10 * p.input())
        .hasSize(5)
        .containsOnly(0f);
    assertThat(results.rejections())
        .extracting(Rejection::input)
        .containsExactlyInAnyOrder(7L, 99L);
    assertThat(results.rejections())
        .allMatch(r -> r.reason().startsWith("ONNX Runtime could not run " + model));
  }

  @Test
  void what_the_feed_throws_for_is_rejected() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(1));
    Results<String> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(Create.of("1", "one", "2"))
                    .apply(
                        Predict.of(
                            ModelFile.at(model),
                            Feed.floats()
                                .from((String s) -> new float[] {Float.parseFloat(s), 0, 0}))));
    assertThat(results.predictions())
        .extracting(Prediction::input)
        .containsExactlyInAnyOrder("1", "2");
    assertThat(results.rejections())
        .containsExactly(new Rejection<>("one", "For input string: \"one\""));
  }

  @Test
  void models_have_several_inputs_and_outputs() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.pair());
    // region inputs
    Feed<Long> feed =
        (n, slots) -> {
          slots.floats("a", n, 0.5f);
          slots.longs("n", n);
        };
    // endregion
    Results<Long> results =
        Results.of(
            pipeline ->
                pipeline.apply(Create.of(1L, 5L)).apply(Predict.of(ModelFile.at(model), feed)));
    assertThat(results.predictions())
        .extracting(p -> p.output("sum").floats()[0], p -> p.output("same").longs()[0])
        .containsExactlyInAnyOrder(tuple(1.5f, 1L), tuple(5.5f, 5L));
  }

  @Test
  void truth_values_are_fed_too() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.count());
    Results<Long> results =
        Results.of(
            pipeline ->
                pipeline
                    .apply(Create.of(1L, 5L))
                    .apply(
                        Predict.of(
                            ModelFile.at(model),
                            (Long n, Slots slots) -> slots.booleans("on", n > 0, n > 2, n > 4))));
    assertThat(results.predictions())
        .extracting(Prediction::input, p -> p.output().floats()[0])
        .containsExactlyInAnyOrder(tuple(1L, 1f), tuple(5L, 3f));
  }

  @Test
  void an_input_that_is_given_nothing_or_is_named_wrongly_is_told() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.pair());
    assertThat(reason(model, (n, slots) -> slots.longs("n", n)))
        .isEqualTo("the model " + model + " was given no values for [a]");
    assertThat(reason(model, (n, slots) -> slots.longs("m", n)))
        .isEqualTo("the model " + model + " has no input m, only [a, n]");
    assertThat(reason(model, (n, slots) -> slots.floats(n)))
        .isEqualTo("the model " + model + " has the inputs [a, n]; name the one to fill");
    assertThat(reason(model, (n, slots) -> slots.floats("a", n, n, n)))
        .isEqualTo("the model " + model + " takes a, FLOAT[N, 2], which is 2 values a row, got 3");
    assertThat(reason(model, (n, slots) -> slots.longs("a", n, n)))
        .isEqualTo("the model " + model + " takes a, FLOAT[N, 2], got INT64 values");
  }

  private static String reason(String model, Feed<Long> feed) {
    Results<Long> results =
        Results.of(
            pipeline -> pipeline.apply(Create.of(1L)).apply(Predict.of(ModelFile.at(model), feed)));
    return results.rejections().get(0).reason();
  }

  @Test
  void a_model_of_one_size_of_batches_is_given_that() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(3, 1));
    Results<float[]> results = rows(model, Models.rows(7), predict -> predict.withBatch(64));
    assertThat(results.predictions())
        .hasSize(7)
        .allSatisfy(p -> assertThat(p.output().floats()).isEqualTo(Models.linear(1, p.input())));
  }

  @Test
  void a_model_that_is_not_there_or_is_of_another_kind_fails_the_pipeline() throws IOException {
    String absent = folder.resolve("absent.onnx").toString();
    assertFails(absent, "cannot read the model " + absent + ": there is no such file");
    String text = Files.writeString(folder.resolve("text.onnx"), "no model").toString();
    assertFails(text, text + " is not a model that ONNX Runtime can read");
    String total = Models.write(folder, "total.onnx", Models.total());
    assertFails(total, "the model " + total + " gives total, FLOAT[], for a batch of 64");
    assertThat(SharedModel.names()).doesNotContain(absent, text);
  }

  private static void assertFails(String model, String message) {
    assertThatThrownBy(() -> rows(model, Models.rows(1), predict -> predict))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void what_cannot_work_is_refused_before_the_pipeline_runs() {
    Predict<float[]> predict = Predict.rows("m");
    assertThatThrownBy(() -> predict.withBatch(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> predict.withThreads(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> predict.withMaxLatency(Duration.ZERO))
        .hasMessageContaining("positive");
    assertThatThrownBy(
            () ->
                Results.<float[]>of(
                    pipeline -> {
                      PCollectionTuple results =
                          pipeline
                              .apply(Create.of(Models.rows(1)))
                              .apply(Window.into(Sessions.withGapDuration(Duration.millis(1))))
                              .apply(predict.withMaxLatency(Duration.millis(1)));
                      return results;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in windows that merge");
  }
}
