package dev.tenon.training;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.NamedInput;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Canvas;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Memory for one batch after another, of up to a number of examples. */
final class BatchBuffer {
  private final int sampleBytes;
  private final NDArray image;
  private final NDArray label;
  private final NDArray weight;
  private final LongBuffer labels;
  private final FloatBuffer weights;
  private final Map<String, NDArray> others = new LinkedHashMap<>();
  private final Map<String, NDArray> mixture = new LinkedHashMap<>();

  BatchBuffer(Fields fields, int batch) {
    Input input = fields.image();
    this.sampleBytes = input.height() * input.width() * input.channels();
    this.image = NDArray.zeros(new TensorType(DataType.UINT8, input.shape().bind(batch)));
    this.label = NDArray.zeros(new TensorType(DataType.INT64, Shape.of(batch)));
    this.weight = NDArray.zeros(new TensorType(DataType.FLOAT, Shape.of(batch)));
    this.labels = label.longs();
    this.weights = weight.floats();
    for (NamedInput feature : fields.features()) {
      TensorType type = feature.type();
      others.put(
          feature.name(), NDArray.zeros(new TensorType(type.dataType(), type.shape().bind(batch))));
    }
    for (String target : fields.targets()) {
      others.put(StepGraph.target(target), NDArray.zeros(label.type()));
    }
    if (fields.mixed()) {
      mixture.put(StepGraph.OTHER_LABEL, NDArray.zeros(label.type()));
      mixture.put(StepGraph.LABEL_SHARE, NDArray.zeros(weight.type()));
    }
  }

  void put(int place, Canvas example, Target target, double itsWeight) {
    example.copyTo(image.data(), place * sampleBytes);
    labels.put(place, target.label());
    weights.put(place, (float) itsWeight);
    if (!mixture.isEmpty()) {
      mixture.get(StepGraph.OTHER_LABEL).longs().put(place, target.other());
      mixture.get(StepGraph.LABEL_SHARE).floats().put(place, target.share());
    }
  }

  /** Puts an image that is a feature. */
  void putFeature(int place, String name, Canvas canvas) {
    int bytes = canvas.height() * canvas.width() * canvas.channels();
    canvas.copyTo(others.get(name).data(), place * bytes);
  }

  /** Puts a row of numbers that is a feature. */
  void putFeature(int place, String name, float[] row) {
    others.get(name).floats().put(place * row.length, row);
  }

  void putTarget(int place, String name, long index) {
    others.get(StepGraph.target(name)).longs().put(place, index);
  }

  /** Copies a batch into this memory. */
  Batch copyOf(Batch other) {
    image.bytes().put(other.image().bytes());
    label.bytes().put(other.label().bytes());
    weight.bytes().put(other.weight().bytes());
    others.forEach((name, array) -> array.bytes().put(other.others().get(name).bytes()));
    mixture.forEach((name, array) -> array.bytes().put(other.mixture().get(name).bytes()));
    return first(other.size());
  }

  /** Returns the first examples as a batch that shares this memory. */
  Batch first(int count) {
    return new Batch(
        first(image, count),
        first(label, count),
        first(weight, count),
        first(others, count),
        first(mixture, count));
  }

  private static Map<String, NDArray> first(Map<String, NDArray> arrays, int count) {
    Map<String, NDArray> parts = new LinkedHashMap<>();
    arrays.forEach((name, array) -> parts.put(name, first(array, count)));
    return parts;
  }

  private static NDArray first(NDArray array, int count) {
    return array.part(0, array.shape().with(0, count));
  }
}
