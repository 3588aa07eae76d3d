package dev.tenon.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Latest;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams, whose events the DirectRunner lets happen one after the other. */
class StreamTest {
  private static final List<String> LOG = new CopyOnWriteArrayList<>();

  /** A number becomes a row, and y0 of a linear model becomes a multiple of the number. */
  private static final Feed<Integer> FEED = (n, slots) -> slots.floats(n, 0, 0);

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    LOG.clear();
    SharedModelTest.assertAllClose();
  }

  private static final class LogInput extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      LOG.add("in " + element);
      out.output(element);
    }
  }

  /** Logs what was predicted, when, and which models are open. */
  private static final class LogPrediction extends DoFn<Prediction<Integer>, Void> {
    private static final long serialVersionUID = 1L;
    private final boolean models;

    LogPrediction(boolean models) {
      this.models = models;
    }

    @ProcessElement
    public void process(
        @Element Prediction<Integer> prediction, @Timestamp Instant at, BoundedWindow window) {
      String line = prediction.input() + " gives " + (int) prediction.output().floats()[0];
      LOG.add(
          models
              ? line + " with " + SharedModel.names().size()
              : line + " at " + at.getMillis() + " until " + window.maxTimestamp().getMillis());
    }
  }

  private static TimestampedValue<Integer> at(int millis) {
    return TimestampedValue.of(millis, new Instant(millis));
  }

  /** Puts several elements into one bundle, the later ones last. */
  private static final class OneBundle extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(OutputReceiver<Integer> out) {
      for (int millis : new int[] {8, 12, 27, 30, 45}) {
        out.outputWithTimestamp(millis, new Instant(millis));
      }
    }
  }

  @Test
  void elements_stay_where_they_were_in_time() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(1));
    Pipeline pipeline = Results.pipeline();
    pipeline
        .apply(Create.of(1))
        .apply(ParDo.of(new OneBundle()))
        .apply(Window.into(FixedWindows.of(Duration.millis(20))))
        .apply(Predict.of(ModelFile.at(model), FEED).withBatch(2))
        .get(Predict.<Integer>predictions())
        .apply(ParDo.of(new LogPrediction(false)));
    Results.run(pipeline);
    assertThat(LOG)
        .containsExactlyInAnyOrder(
            "45 gives 45 at 45 until 59",
            "12 gives 12 at 12 until 19",
            "30 gives 30 at 30 until 39",
            "8 gives 8 at 8 until 19",
            "27 gives 27 at 27 until 39");
  }

  @Test
  void elements_of_several_bundles_wait_for_one_another_but_not_for_ever() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(1));
    TestStream<Integer> stream =
        TestStream.create(VarIntCoder.of())
            .addElements(at(9))
            .addElements(at(3))
            .advanceProcessingTime(Duration.standardSeconds(6))
            .addElements(at(5))
            .advanceWatermarkToInfinity();
    Pipeline pipeline = Results.pipeline();
    pipeline
        .apply(stream)
        .apply(Window.into(FixedWindows.of(Duration.millis(20))))
        .apply(ParDo.of(new LogInput()))
        .apply(
            Predict.of(ModelFile.at(model), FEED)
                .withBatch(100)
                .withMaxLatency(Duration.standardSeconds(5)))
        .get(Predict.<Integer>predictions())
        .apply(ParDo.of(new LogPrediction(false)));
    Results.run(pipeline);
    assertThat(LOG.subList(0, 2)).containsExactly("in 9", "in 3");
    assertThat(LOG.subList(2, 4))
        .containsExactlyInAnyOrder("9 gives 9 at 9 until 19", "3 gives 3 at 3 until 19");
    assertThat(LOG.subList(4, 6)).containsExactly("in 5", "5 gives 5 at 5 until 19");
  }

  private static TestStream<KV<String, byte[]>> swapping(byte[] first, byte[] second) {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()))
        .addElements(KV.of("model", first))
        .addElements(KV.of("1", new byte[0]), KV.of("2", new byte[0]))
        .addElements(KV.of("model", second))
        .addElements(KV.of("3", new byte[0]))
        .addElements(KV.of("4", new byte[0]))
        .advanceWatermarkToInfinity();
  }

  /** Predicts the numbers of a stream with the models of it. */
  private static void predict(PCollection<KV<String, byte[]>> stream, ModelFile model) {
    stream
        .apply(Filter.by(event -> !event.getKey().equals("model")))
        .apply(
            Predict.of(
                    model, FEED.from((KV<String, byte[]> event) -> Integer.valueOf(event.getKey())))
                .withBatch(2))
        .get(Predict.<KV<String, byte[]>>predictions())
        .apply(ParDo.of(new Unkey()))
        .apply(ParDo.of(new LogPrediction(true)));
  }

  private static final class Unkey
      extends DoFn<Prediction<KV<String, byte[]>>, Prediction<Integer>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Prediction<KV<String, byte[]>> p, OutputReceiver<Prediction<Integer>> out) {
      out.output(new Prediction<>(Integer.valueOf(p.input().getKey()), p.outputs(), p.label()));
    }
  }

  // region latest
  /** Makes a side input of what a stream brought last. */
  private static <T> PCollectionView<T> latest(PCollection<T> stream) {
    return stream
        .apply(
            Window.<T>into(new GlobalWindows())
                .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
                .discardingFiredPanes())
        .apply(Latest.globally())
        .apply(View.asSingleton());
  }

  // endregion

  private static PCollection<byte[]> models(PCollection<KV<String, byte[]>> stream) {
    return stream
        .apply("Models", Filter.by(event -> event.getKey().equals("model")))
        .apply(Values.create());
  }

  @Test
  void a_model_that_arrives_is_used_from_then_on_and_the_one_before_is_closed() {
    Pipeline pipeline = Results.pipeline();
    PCollection<KV<String, byte[]>> stream =
        pipeline.apply(swapping(Models.linear(10), Models.linear(100)));
    predict(stream, ModelFile.bytes(latest(models(stream))));
    Results.run(pipeline);
    assertSwapped();
  }

  @Test
  void the_path_of_another_model_does_the_same() throws IOException {
    byte[] first = Models.write(folder, "first.onnx", Models.linear(10)).getBytes();
    byte[] second = Models.write(folder, "second.onnx", Models.linear(100)).getBytes();
    Pipeline pipeline = Results.pipeline();
    PCollection<KV<String, byte[]>> stream = pipeline.apply(swapping(first, second));
    PCollectionView<String> path = latest(models(stream).apply(ParDo.of(new Decode())));
    predict(stream, ModelFile.path(path));
    Results.run(pipeline);
    assertSwapped();
  }

  private static final class Decode extends DoFn<byte[], String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element byte[] path, OutputReceiver<String> out) {
      out.output(new String(path));
    }
  }

  private static void assertSwapped() {
    assertThat(LOG.subList(0, 2))
        .containsExactlyInAnyOrder("1 gives 10 with 1", "2 gives 20 with 1");
    assertThat(LOG.subList(2, 4)).containsExactly("3 gives 300 with 1", "4 gives 400 with 1");
    assertThat(LOG).hasSize(4);
    SharedModelTest.assertAllClose();
  }
}
