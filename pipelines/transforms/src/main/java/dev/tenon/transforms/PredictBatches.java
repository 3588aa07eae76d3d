package dev.tenon.transforms;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.UserError;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/**
 * Predicts examples and compares with their labels, a batch at a time. Batches that a bundle's end
 * leaves unfilled are filled up with zeros, so that the native code sees one size only.
 */
final class PredictBatches extends DoFn<Example, Outcome> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final String path;
  private transient int batch;
  private transient List<Waiting> waiting;
  private transient SharedModel model;
  private transient NDArray images;
  private transient NDArray labels;

  /** An example that waits for others to make a batch, and where its outcome belongs. */
  private record Waiting(Example example, Instant timestamp, BoundedWindow window) {}

  PredictBatches(Blueprint blueprint, String path) {
    this.blueprint = blueprint;
    this.path = path;
  }

  /** Learns the size of a batch. */
  @Setup
  public void setup() {
    batch = blueprint.read().batch();
  }

  /** Begins a batch. */
  @StartBundle
  public void start() {
    waiting = new ArrayList<>();
  }

  /**
   * Adds an example to the batch, and predicts the batch if it is full.
   *
   * @param example the example
   * @param timestamp where it belongs
   * @param window where it belongs
   * @param context takes the outcomes
   */
  @ProcessElement
  public void process(
      @Element Example example,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      ProcessContext context) {
    waiting.add(new Waiting(example, timestamp, window));
    if (waiting.size() == batch) {
      flush(
          (outcome, at) ->
              context.outputWindowedValue(
                  outcome, at.timestamp, List.of(at.window), PaneInfo.NO_FIRING));
    }
  }

  /**
   * Predicts what is left.
   *
   * @param context takes the outcomes
   */
  @FinishBundle
  public void finish(FinishBundleContext context) {
    flush((outcome, at) -> context.output(outcome, at.timestamp, at.window));
  }

  /** Gives the model back. */
  @Teardown
  public void close() {
    if (model != null) {
      model.close();
    }
  }

  private void flush(BiConsumer<Outcome, Waiting> sink) {
    if (waiting.isEmpty()) {
      return;
    }
    open();
    fill();
    NDArray predictions = model.model().predict(images);
    float[] losses = model.losses(predictions, labels);
    FloatBuffer rows = predictions.floats();
    for (int i = 0; i < waiting.size(); i++) {
      float[] row = new float[model.model().classes()];
      rows.get(row);
      Waiting at = waiting.get(i);
      sink.accept(new Outcome(row, at.example.label(), losses[i]), at);
    }
    waiting.clear();
  }

  /** Opens the model when there is something to predict: before, it may not have been exported. */
  private void open() {
    if (model == null) {
      model = SharedModel.open(blueprint, path);
      OnnxModel own = model.model();
      Shape shape = Shape.of(batch, own.height(), own.width(), own.channels());
      images = NDArray.zeros(new TensorType(DataType.UINT8, shape));
      labels = NDArray.zeros(new TensorType(DataType.INT64, Shape.of(batch)));
    }
  }

  private void fill() {
    ByteBuffer samples = images.bytes();
    LongBuffer indices = labels.longs();
    for (Waiting at : waiting) {
      requireFit(at.example);
      samples.put(at.example.image().samples());
      indices.put(at.example.label());
    }
    samples.put(new byte[samples.remaining()]);
    indices.put(new long[indices.remaining()]);
  }

  private void requireFit(Example example) {
    OnnxModel own = model.model();
    Image image = example.image();
    if (image.height() != own.height()
        || image.width() != own.width()
        || image.channels() != own.channels()) {
      throw new UserError(
          "record "
              + example.id()
              + " has an image of "
              + image.size()
              + ", but the model "
              + path
              + " takes "
              + own.height()
              + "x"
              + own.width()
              + "x"
              + own.channels());
    }
    if (example.label() < 0 || example.label() >= own.classes()) {
      throw new UserError(
          "record "
              + example.id()
              + " has the label "
              + example.label()
              + ", but the model "
              + path
              + " tells "
              + own.classes()
              + " classes apart");
    }
  }
}
