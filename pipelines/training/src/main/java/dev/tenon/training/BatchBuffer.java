package dev.tenon.training;

import dev.tenon.experiment.Input;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Canvas;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Memory for one batch after another, of up to a number of examples. */
final class BatchBuffer {
  private final Shape shape;
  private final int sampleBytes;
  private final NDArray image;
  private final NDArray label;
  private final NDArray weight;
  private final LongBuffer labels;
  private final FloatBuffer weights;

  BatchBuffer(Input input, int batch) {
    this.shape = input.shape();
    this.sampleBytes = input.height() * input.width() * input.channels();
    this.image = NDArray.zeros(new TensorType(DataType.UINT8, shape.bind(batch)));
    this.label = NDArray.zeros(new TensorType(DataType.INT64, Shape.of(batch)));
    this.weight = NDArray.zeros(new TensorType(DataType.FLOAT, Shape.of(batch)));
    this.labels = label.longs();
    this.weights = weight.floats();
  }

  void put(int place, Canvas example, long itsLabel, double itsWeight) {
    example.copyTo(image.data(), place * sampleBytes);
    labels.put(place, itsLabel);
    weights.put(place, (float) itsWeight);
  }

  /** Copies a batch into this memory. */
  Batch copyOf(Batch other) {
    image.bytes().put(other.image().bytes());
    label.bytes().put(other.label().bytes());
    weight.bytes().put(other.weight().bytes());
    return first(other.size());
  }

  /** Returns the first examples as a batch that shares this memory. */
  Batch first(int count) {
    Shape each = Shape.of(count);
    return new Batch(image.part(0, shape.bind(count)), label.part(0, each), weight.part(0, each));
  }
}
