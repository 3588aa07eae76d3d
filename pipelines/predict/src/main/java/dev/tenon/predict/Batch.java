package dev.tenon.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * Elements that are predicted together. A batch that is not full is filled up with copies of its
 * first row: the native code sees one size only, and what it gives for an element does not depend
 * on how many others come with it.
 *
 * @param <T> the type of an element
 */
final class Batch<T> {
  private final RowModel model;
  private final Feed<T> feed;
  private final int size;
  private final Slots slots;
  private final List<Waiting<T>> waiting = new ArrayList<>();

  /** Where an element belongs. */
  record Place(Instant timestamp, BoundedWindow window) {}

  /** An element that waits for others, and where what comes of it belongs. */
  private record Waiting<T>(T element, Place at) {}

  /** Takes what comes of elements. */
  interface Sink<T> {
    void predicted(Prediction<T> prediction, Place at);

    void rejected(Rejection<T> rejection, Place at);
  }

  Batch(RowModel model, int size, Feed<T> feed) {
    this.model = model;
    this.feed = feed;
    this.size = model.batch(size);
    this.slots = new Slots(model.name(), model.inputs(), this.size);
  }

  /** Tells whether this is a batch for a model. */
  boolean isFor(RowModel other) {
    return model == other;
  }

  /** Forgets what waits. */
  void clear() {
    waiting.clear();
  }

  /** Adds an element, or rejects it if it does not fit; a full batch is predicted. */
  void add(T element, Place at, Sink<T> sink) {
    try {
      slots.fill(waiting.size(), element, feed);
    } catch (Exception e) {
      sink.rejected(new Rejection<>(element, reason(e)), at);
      return;
    }
    waiting.add(new Waiting<>(element, at));
    if (waiting.size() == size) {
      flush(sink);
    }
  }

  /** Predicts what waits. */
  void flush(Sink<T> sink) {
    if (waiting.isEmpty()) {
      return;
    }
    List<Map<String, Output>> outputs;
    try {
      outputs = run(waiting.size());
    } catch (IllegalStateException e) {
      separately(e, sink);
      waiting.clear();
      return;
    }
    for (int i = 0; i < outputs.size(); i++) {
      predicted(waiting.get(i), outputs.get(i), sink);
    }
    waiting.clear();
  }

  private List<Map<String, Output>> run(int rows) {
    if (rows < size) {
      slots.repeatFirst(rows);
    }
    return model.run(slots.arrays(), rows);
  }

  /** Finds those that a model fails on, so that they take no others with them. */
  private void separately(IllegalStateException failure, Sink<T> sink) {
    if (waiting.size() == 1) {
      sink.rejected(new Rejection<>(waiting.get(0).element, reason(failure)), waiting.get(0).at);
      return;
    }
    for (Waiting<T> one : waiting) {
      Map<String, Output> outputs;
      try {
        slots.fill(0, one.element, feed);
        outputs = run(1).get(0);
      } catch (Exception e) {
        sink.rejected(new Rejection<>(one.element, reason(e)), one.at);
        continue;
      }
      predicted(one, outputs, sink);
    }
  }

  private void predicted(Waiting<T> one, Map<String, Output> outputs, Sink<T> sink) {
    sink.predicted(new Prediction<>(one.element, outputs, model.label(outputs)), one.at);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
