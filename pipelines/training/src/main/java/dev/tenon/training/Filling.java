package dev.tenon.training;

import dev.tenon.experiment.Input;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.UserError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A batch in the making: workers take one place after the other until all are filled. Which of them
 * fills a place changes nothing, and of several failures the one that is first in order counts.
 */
final class Filling {
  private final Loader.Pass pass;
  private final Input input;
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
   * @param input the size of the images
   * @param buffer where they go
   * @param from the place of the first one in the order of the pass
   * @param count how many there are
   * @param workers how often {@link #work} will be called
   */
  Filling(Loader.Pass pass, Input input, BatchBuffer buffer, int from, int count, int workers) {
    this.pass = pass;
    this.input = input;
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
      pass.change().apply(id, canvas);
      requireSize(canvas);
      buffer.put(place, canvas, pass.data().label(index), pass.data().weight(index));
    } catch (UserError e) {
      throw new UserError("record " + id + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("record " + id + " could not be loaded: " + e, e);
    }
  }

  private void requireSize(Canvas canvas) {
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
