package dev.tenon.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.onnxruntime.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelTest {
  private static final Set<List<String>> SEEN = ConcurrentHashMap.newKeySet();

  @TempDir Path folder;

  /** The DirectRunner tears its DoFns down when a pipeline has already ended. */
  static void assertAllClose() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!SharedModel.names().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(SharedModel.names()).isEmpty();
  }

  @BeforeEach
  void begin() {
    assertAllClose();
  }

  @Test
  void a_model_is_opened_once_and_closed_with_its_last_user() {
    byte[] bytes = Models.linear(1);
    SharedModel.Key key = new SharedModel.Key("one", Device.CPU, 1);
    SharedModel first = SharedModel.open(key, () -> bytes);
    SharedModel second =
        SharedModel.open(
            key,
            () -> {
              throw new AssertionError("read twice");
            });
    assertThat(second).isSameAs(first);
    SharedModel third = first.share();
    first.close();
    second.close();
    assertThat(SharedModel.names()).containsExactly("one");
    third.close();
    assertThat(SharedModel.names()).isEmpty();
  }

  @Test
  void the_latest_model_stays_open_until_the_last_dofn_goes() {
    byte[] bytes = Models.linear(1);
    LatestModel one = LatestModel.of("t");
    LatestModel two = LatestModel.of("t");
    assertThat(two).isSameAs(one);
    keep(one, "old", bytes);
    assertThat(SharedModel.names()).containsExactly("old");
    keep(one, "new", bytes);
    assertThat(SharedModel.names()).containsExactly("new");
    one.close();
    assertThat(SharedModel.names()).containsExactly("new");
    two.close();
    assertThat(SharedModel.names()).isEmpty();
  }

  private static void keep(LatestModel latest, String name, byte[] bytes) {
    try (SharedModel model =
        SharedModel.open(new SharedModel.Key(name, Device.CPU, 1), () -> bytes)) {
      latest.keep(model);
    }
  }

  @Test
  void transforms_of_one_model_share_it_and_close_it() throws IOException {
    String model = Models.write(folder, "model.onnx", Models.linear(1));
    SEEN.clear();
    Pipeline pipeline = Results.pipeline();
    for (String name : List.of("left", "right")) {
      pipeline
          .apply("Create " + name, Create.of(Models.rows(50)))
          .apply("Predict " + name, Predict.rows(model).withBatch(4))
          .get(Predict.<float[]>predictions())
          .apply("See " + name, ParDo.of(new See()));
    }
    Results.run(pipeline);
    assertThat(SEEN).containsExactly(List.of(model));
    assertAllClose();
  }

  private static final class See extends DoFn<Prediction<float[]>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {
      SEEN.add(SharedModel.names());
    }
  }
}
