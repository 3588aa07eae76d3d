package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Event.EpochEnded;
import dev.tenon.spi.Event.Started;
import dev.tenon.spi.Event.StepEnded;
import dev.tenon.spi.History;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.Progress;
import dev.tenon.spi.TfRecords;
import dev.tenon.testkit.ListenerContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;

/** What is written is read by the classes of TensorFlow's own messages. */
@ParameterizedClass
@MethodSource("variants")
class TensorBoardTest implements ListenerContract {
  @Parameter private TensorBoard listener;

  @TempDir Path folder;

  static Stream<TensorBoard> variants() {
    return Stream.of(new TensorBoard(), new TensorBoard(2, 3));
  }

  @Override
  public TensorBoard extension() {
    return listener;
  }

  @Override
  public Set<String> files() {
    return files(1, 1);
  }

  @Override
  public Set<String> files(int epochs, int steps) {
    Set<String> files = new TreeSet<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      String name = String.format("/events.out.tfevents.%06d.", epoch);
      files.add("tensorboard/train" + name + "epoch");
      files.add("tensorboard/validation" + name + "epoch");
      for (int step = 1; step <= steps; step++) {
        if (listener.updateFreq() > 0
            && ((epoch - 1) * steps + step) % listener.updateFreq() == 0) {
          files.add("tensorboard/train" + name + String.format("%010d", step));
        }
      }
    }
    return files;
  }

  private Run run(Duration elapsed) {
    return new Run(false, folder).after(elapsed);
  }

  private static History history(int epochs) {
    History history = History.EMPTY;
    for (int number = 1; number <= epochs; number++) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("loss", 0.5 / number);
      values.put("accuracy", 0.75);
      values.put("val_loss", Double.NaN);
      values.put("val_accuracy", 0.625);
      values.put("learning_rate", 1e-3);
      history = history.with(new History.Epoch(number, values));
    }
    return history;
  }

  /** Reads all events of a folder, file by file in the order of their names. */
  private List<Event> events(String part) throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("tensorboard").resolve(part))) {
      for (Path file : files.sorted().toList()) {
        ByteBuffer bytes = new LocalFile(file).map();
        TfRecords.each(
            bytes,
            at -> {
              int size = (int) bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(at - 12);
              events.add(parsed(bytes.slice(at, size)));
            });
      }
    }
    return events;
  }

  private static Event parsed(ByteBuffer bytes) {
    try {
      return Event.parseFrom(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Summary.Value> values(Event event) {
    Map<String, Summary.Value> values = new LinkedHashMap<>();
    event.getSummary().getValueList().forEach(value -> values.put(value.getTag(), value));
    return values;
  }

  @Test
  void an_epoch_is_shown_under_the_names_of_keras_in_two_folders() throws IOException {
    new TensorBoard()
        .on(new EpochEnded(run(Duration.ofSeconds(7)), history(3), 9, Duration.ofSeconds(2)));
    List<Event> learned = events("train");
    assertThat(learned).hasSize(2);
    assertThat(learned.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    // 2026-01-02T03:04:12.5Z
    assertThat(learned.get(1).getWallTime()).isEqualTo(1767323052.5);
    assertThat(learned.get(1).getStep()).isEqualTo(2);
    Map<String, Summary.Value> values = values(learned.get(1));
    assertThat(values).containsOnlyKeys("epoch_loss", "epoch_accuracy", "epoch_learning_rate");
    assertThat(values.get("epoch_loss").getSimpleValue()).isEqualTo((float) (0.5 / 3));
    assertThat(values.get("epoch_accuracy").getSimpleValue()).isEqualTo(0.75f);
    assertThat(values.get("epoch_learning_rate").getSimpleValue()).isEqualTo(1e-3f);

    Event validated = events("validation").get(1);
    assertThat(validated.getStep()).isEqualTo(2);
    assertThat(values(validated)).containsOnlyKeys("epoch_loss", "epoch_accuracy");
    assertThat(values(validated).get("epoch_accuracy").getSimpleValue()).isEqualTo(0.625f);
    assertThat(values(validated).get("epoch_loss").getSimpleValue()).isNaN();
  }

  @Test
  void a_step_is_shown_at_its_number_since_training_began() throws IOException {
    TensorBoard board = new TensorBoard(0, 150);
    for (int step = 1; step <= 100; step++) {
      Map<String, Double> values = Map.of("loss", 1.0 / step);
      board.on(new StepEnded(run(Duration.ZERO), 3, step, 100, values, Duration.ZERO));
    }
    assertThat(events("train")).hasSize(2);
    Event shown = events("train").get(1);
    assertThat(shown.getStep()).isEqualTo(300);
    assertThat(values(shown)).containsOnlyKeys("batch_loss");
    assertThat(values(shown).get("batch_loss").getSimpleValue()).isEqualTo(0.01f);
  }

  @Test
  void a_parameters_elements_are_counted_in_buckets() throws IOException {
    TensorBoard board = new TensorBoard(2, 0);
    for (int epoch = 1; epoch <= 2; epoch++) {
      board.on(new EpochEnded(run(Duration.ZERO), history(epoch), 9, Duration.ZERO));
    }
    List<Event> events = events("train");
    assertThat(values(events.get(1))).doesNotContainKey("dense/kernel/histogram");
    HistogramProto histogram = values(events.get(3)).get("dense/kernel/histogram").getHisto();
    // Of -1, 0, 0, 0.1, 2 and 5: a bucket is 0.2 wide, the first from -1 to -0.8.
    assertThat(histogram.getMin()).isEqualTo(-1);
    assertThat(histogram.getMax()).isEqualTo(5);
    assertThat(histogram.getNum()).isEqualTo(6);
    assertThat(histogram.getSum()).isCloseTo(6.1, within(1e-6));
    assertThat(histogram.getSumSquares()).isCloseTo(30.01, within(1e-6));
    assertThat(histogram.getBucketLimitList()).hasSize(30).startsWith(-0.8).endsWith(5.0);
    assertThat(histogram.getBucketList()).hasSize(30);
    assertThat(histogram.getBucket(0)).isEqualTo(1);
    assertThat(histogram.getBucket(5)).as("from 0 to 0.2").isEqualTo(3);
    assertThat(histogram.getBucket(15)).as("from 2 to 2.2").isEqualTo(1);
    assertThat(histogram.getBucket(29)).as("the last, its end with it").isEqualTo(1);
  }

  @Test
  void a_step_that_is_taken_again_is_shown_once() throws IOException {
    for (double time : new double[] {1, 2}) {
      Run run = run(Duration.ofSeconds((long) time));
      Progress progress = new Progress(0.1, 0, 2, 0, 9, History.EMPTY);
      TensorBoard board = new TensorBoard(1, 1);
      board.on(new Started(run, progress));
      Map<String, Double> values = Map.of("loss", time);
      board.on(new StepEnded(run, 1, 1, 2, values, Duration.ZERO));
      board.on(new StepEnded(run, 1, 2, 2, values, Duration.ZERO));
      board.on(new EpochEnded(run, history(1), 9, Duration.ZERO));
    }
    assertThat(events("train").stream().flatMap(event -> values(event).keySet().stream()))
        .containsExactlyInAnyOrder(
            "batch_loss",
            "batch_loss",
            "epoch_loss",
            "epoch_accuracy",
            "epoch_learning_rate",
            "dense/kernel/histogram");
    assertThat(values(events("train").get(1)).get("batch_loss").getSimpleValue()).isEqualTo(2);
  }

  @Test
  void what_a_killed_run_had_begun_to_write_is_removed() throws IOException {
    Path half = folder.resolve("tensorboard/train/.writing-1234");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "half");
    Progress progress = new Progress(0.1, 0, 2, 0, 9, History.EMPTY);
    new TensorBoard().on(new Started(run(Duration.ZERO), progress));
    assertThat(half).doesNotExist();
  }

  @Test
  void frequencies_are_checked() {
    assertThatThrownBy(() -> new TensorBoard(-1, 0)).hasMessageContaining("histogramFreq");
    assertThatThrownBy(() -> new TensorBoard(0, -1)).hasMessageContaining("updateFreq");
  }
}
