package dev.tenon.training;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.NamedInput;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import dev.tenon.spi.UserError;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A batch in the making: workers take one place after the other until all are filled. Which of them
 * fills a place changes nothing, and of several failures the one that is first in order counts.
 */
final class Filling {
  private final Loader.Pass pass;
  private final Fields fields;
  private final BatchBuffer buffer;
  private final int from;
  private final int count;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch working;

  private int failedAt = Integer.MAX_VALUE;
  private Throwable failure;

  /**
   * Begins with an empty batch.
   *
   * @param pass what the batch is a part of
   * @param fields what it holds of each example
   * @param buffer where they go
   * @param from the place of the first one in the order of the pass
   * @param count how many there are
   * @param workers how often {@link #work} will be called
   */
  Filling(Loader.Pass pass, Fields fields, BatchBuffer buffer, int from, int count, int workers) {
    this.pass = pass;
    this.fields = fields;
    this.buffer = buffer;
    this.from = from;
    this.count = count;
    this.working = new CountDownLatch(workers);
  }

  /** Fills places until none is left or the pass is over. */
  void work(Supplier<Canvas> canvases) {
    try {
      Canvas canvas = canvases.get();
      for (int place = next.getAndIncrement();
          place < count && !pass.over().get();
          place = next.getAndIncrement()) {
        try {
          fill(place, canvas);
        } catch (RuntimeException | Error e) {
          fail(place, e);
        }
      }
    } finally {
      working.countDown();
    }
  }

  private void fill(int place, Canvas canvas) {
    int index = pass.order()[from + place];
    String id = pass.data().id(index);
    try {
      pass.data().read(index, canvas);
      Target target = pass.change().apply(pass.data(), index, canvas);
      requireSize(canvas, fields.image());
      buffer.put(place, canvas, target, pass.data().weight(index));
      fillOthers(place, index, id, canvas);
    } catch (UserError e) {
      throw new UserError("record " + id + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("record " + id + " could not be loaded: " + e, e);
    }
  }

  private void fillOthers(int place, int index, String id, Canvas canvas) {
    if (!fields.features().isEmpty()) {
      Map<String, Feature> given = pass.data().features(index);
      fields.features().forEach(feature -> fill(place, feature, given, id, canvas));
    }
    if (!fields.targets().isEmpty()) {
      Map<String, Integer> given = pass.data().targets(index);
      fields.targets().forEach(target -> buffer.putTarget(place, target, given.get(target)));
    }
  }

  private void fill(
      int place, NamedInput wanted, Map<String, Feature> given, String id, Canvas canvas) {
    Feature feature = given.get(wanted.name());
    if (feature == null) {
      throw new UserError(
          "the model takes the feature "
              + wanted.name()
              + ", and this one has "
              + (given.isEmpty() ? "none" : "only " + String.join(", ", given.keySet()))
              + "; change the model or the data");
    }
    if (!wanted.takes(feature)) {
      throw new UserError(
          "the model takes as "
              + wanted.name()
              + " "
              + wanted.describe()
              + ", but this one has "
              + feature.describe()
              + "; change the model or the data");
    }
    if (wanted instanceof NamedInput.Picture picture && feature instanceof Image image) {
      canvas.begin(image);
      pass.change().apply(id + "/" + wanted.name(), canvas);
      requireSize(canvas, picture.input());
      buffer.putFeature(place, wanted.name(), canvas);
    } else if (feature instanceof Row row) {
      buffer.putFeature(place, wanted.name(), row.values());
    }
  }

  private static void requireSize(Canvas canvas, Input input) {
    if (canvas.height() != input.height()
        || canvas.width() != input.width()
        || canvas.channels() != input.channels()) {
      throw new UserError(
          "the model takes images of "
              + input.height()
              + "x"
              + input.width()
              + "x"
              + input.channels()
              + ", but this one has "
              + canvas.image().size()
              + "; change the model's input or the data");
    }
  }

  /** Lets no more places be taken: those before this one have been already. */
  private synchronized void fail(int place, Throwable cause) {
    next.set(count);
    if (place < failedAt) {
      failedAt = place;
      failure = cause;
    }
  }

  /** Waits until no worker is left. */
  void await() throws InterruptedException {
    working.await();
  }

  BatchBuffer buffer() {
    return buffer;
  }

  /** Returns the batch, once no worker is left; throws what its first record that failed threw. */
  synchronized Batch batch() {
    if (failure instanceof RuntimeException cause) {
      throw cause;
    }
    if (failure instanceof Error cause) {
      throw cause;
    }
    return buffer.first(count);
  }
}
