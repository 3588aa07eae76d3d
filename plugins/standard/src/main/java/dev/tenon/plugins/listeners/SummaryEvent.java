package dev.tenon.plugins.listeners;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.TfRecords;
import java.time.Instant;

/**
 * What TensorBoard shows at one step: TensorFlow's message {@code Event} with a {@code Summary}.
 *
 * <p>See <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">
 * event.proto</a> and, in {@code core/framework}, {@code summary.proto}.
 */
final class SummaryEvent {
  /** An event file begins with this, which tells the version of the format. */
  private static final String VERSION = "brain.Event:2";

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;

  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int HISTOGRAM = 5;

  private static final int BUCKETS = 30;

  private final Instant at;
  private final long step;
  private final ProtoMessage summary = new ProtoMessage();

  /**
   * Begins without values.
   *
   * @param at when it was
   * @param step the step at which it is shown
   */
  SummaryEvent(Instant at, long step) {
    this.at = at;
    this.step = step;
  }

  /** Adds a number. */
  void scalar(String tag, double value) {
    summary.put(VALUE, new ProtoMessage().put(TAG, tag).put(SIMPLE_VALUE, (float) value));
  }

  /** Adds how the elements of an array are distributed, in buckets of equal width. */
  void histogram(String tag, NDArray array) {
    float[] elements = array.toFloats();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (float element : elements) {
      min = Math.min(min, element);
      max = Math.max(max, element);
      sum += element;
      squares += (double) element * element;
    }
    int buckets = min < max ? BUCKETS : 1;
    double[] limits = new double[buckets];
    for (int i = 0; i < buckets; i++) {
      limits[i] = min + (max - min) * (i + 1) / buckets;
    }
    double[] counts = new double[buckets];
    for (float element : elements) {
      int bucket = buckets == 1 ? 0 : (int) ((element - min) / (max - min) * buckets);
      counts[Math.min(buckets - 1, bucket)]++;
    }
    ProtoMessage histogram =
        new ProtoMessage()
            .put(1, min)
            .put(2, max)
            .put(3, (double) elements.length)
            .put(4, sum)
            .put(5, squares)
            .put(6, limits)
            .put(7, counts);
    summary.put(VALUE, new ProtoMessage().put(TAG, tag).put(HISTOGRAM, histogram));
  }

  /** Writes a file of this event alone. */
  void write(StoredFile file) {
    byte[] version = event().put(FILE_VERSION, VERSION).toBytes();
    byte[] values = event().put(STEP, step).put(SUMMARY, summary).toBytes();
    file.write(
        out -> {
          TfRecords.write(out, version);
          TfRecords.write(out, values);
        });
  }

  private ProtoMessage event() {
    return new ProtoMessage().put(WALL_TIME, at.getEpochSecond() + at.getNano() / 1e9);
  }
}
