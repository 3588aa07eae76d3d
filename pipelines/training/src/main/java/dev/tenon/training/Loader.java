package dev.tenon.training;

import dev.tenon.experiment.Input;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.UserError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes batches ahead of their use, so that reading and augmenting overlap with computing.
 *
 * <p>Each thread makes whole batches in buffers that are used again and again; batches are handed
 * out in order, and each is a pure function of its records, so the number of threads changes
 * nothing but the time. At most two batches a thread are made ahead.
 */
public final class Loader implements AutoCloseable {
  private static final int AHEAD = 2;
  private static final AtomicInteger LOADERS = new AtomicInteger();

  private final Input input;
  private final int batch;
  private final ExecutorService threads;
  private final List<BatchBuffer> buffers = new ArrayList<>();
  private final ThreadLocal<Canvas> canvases = ThreadLocal.withInitial(Canvas::new);

  /**
   * Starts a loader.
   *
   * @param input the images that the model takes
   * @param batch examples in a batch; the last of a pass may be smaller
   * @param threads how many threads make batches
   */
  public Loader(Input input, int batch, int threads) {
    if (batch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a loader needs a positive batch and number of threads, got "
              + batch
              + " and "
              + threads);
    }
    this.input = input;
    this.batch = batch;
    String name = "tenon-loader-" + LOADERS.incrementAndGet();
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < AHEAD * threads + 1; i++) {
      buffers.add(new BatchBuffer(input, batch));
    }
  }

  /** Changes an image on its way into a batch. */
  @FunctionalInterface
  public interface Change {
    /** Takes images as they are. */
    Change NONE = (id, canvas) -> {};

    /**
     * Changes an image.
     *
     * @param id the record's id
     * @param canvas the image as it was stored, then as it goes into the batch
     */
    void apply(String id, Canvas canvas);
  }

  /**
   * Returns the number of batches that records make.
   *
   * @param records how many records
   * @return the number, the smaller last one included
   */
  public long batches(int records) {
    return (records + (long) batch - 1) / batch;
  }

  /**
   * Goes through records once. When this returns or throws, no thread works on them any more.
   *
   * @param data where the records are
   * @param order the records' indices
   * @param change what to do with each image; called by several threads at once
   * @param sink takes each batch, in order; it is overwritten once the sink returns
   * @throws UserError if a record cannot be read or has another size than the model takes, naming
   *     it
   */
  public void each(Dataset data, int[] order, Change change, Consumer<Batch> sink) {
    Pass pass = new Pass(data, order, change, new AtomicBoolean());
    Deque<BatchBuffer> free = new ArrayDeque<>(buffers);
    Deque<Made> made = new ArrayDeque<>();
    int next = 0;
    try {
      while (next < order.length || !made.isEmpty()) {
        while (next < order.length && !free.isEmpty()) {
          made.add(start(pass, next, free.remove()));
          next = Math.min(order.length, next + batch);
        }
        sink.accept(await(made.element()));
        free.add(made.remove().buffer);
      }
    } finally {
      pass.over.set(true);
      made.forEach(unused -> settle(unused.batch));
    }
  }

  /** One going through the records; {@code over} once its batches are no longer wanted. */
  private record Pass(Dataset data, int[] order, Change change, AtomicBoolean over) {}

  /** A batch in the making, and the memory in which it is made. */
  private record Made(BatchBuffer buffer, Future<Batch> batch) {}

  private Made start(Pass pass, int from, BatchBuffer buffer) {
    int count = Math.min(batch, pass.order.length - from);
    Callable<Batch> fill =
        () -> {
          for (int i = 0; i < count && !pass.over.get(); i++) {
            fill(buffer, i, pass, pass.order[from + i]);
          }
          return buffer.first(count);
        };
    return new Made(buffer, threads.submit(fill));
  }

  private void fill(BatchBuffer buffer, int place, Pass pass, int index) {
    String id = pass.data.id(index);
    try {
      Canvas canvas = canvases.get();
      pass.data.read(index, canvas);
      pass.change.apply(id, canvas);
      requireSize(canvas);
      buffer.put(place, canvas, pass.data.label(index));
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

  private static Batch await(Made made) {
    try {
      return made.batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a batch");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("a batch could not be made: " + e.getCause(), e.getCause());
    }
  }

  /** Waits until a batch that nobody wants any more is left alone, so its memory can be reused. */
  private static void settle(Future<Batch> unused) {
    boolean interrupted = false;
    boolean settled = false;
    while (!settled) {
      try {
        unused.get();
        settled = true;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        // The pass is failing already, for a reason that came before this one in order.
        settled = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
