package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.UserError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes batches ahead of their use, so that reading and augmenting overlap with computing.
 *
 * <p>All threads work on one batch until it is full, then on the next, in memory that is used again
 * and again; at most two batches are made ahead. Batches are handed out in order, and each image is
 * a pure function of its record, so the number of threads changes nothing but the time.
 *
 * <p>Where computing keeps all processors busy, loading takes time from it; it takes the least when
 * all threads that compute are held up together, rather than one that the others then wait for.
 * Hence one thread a processor, and short work for each.
 */
public final class Loader implements AutoCloseable {
  private static final int AHEAD = 2;
  private static final AtomicInteger LOADERS = new AtomicInteger();

  private final Fields fields;
  private final int batch;
  private final int workers;
  private final ExecutorService threads;
  private final List<BatchBuffer> buffers = new ArrayList<>();
  private final ThreadLocal<Canvas> canvases = ThreadLocal.withInitial(Canvas::new);

  /**
   * Starts a loader of images and labels.
   *
   * @param input the images that the model takes
   * @param batch examples in a batch; the last of a pass may be smaller
   * @param threads how many threads share the work
   */
  public Loader(Input input, int batch, int threads) {
    this(Fields.of(input), batch, threads);
  }

  /**
   * Starts a loader of all that an experiment's graphs take.
   *
   * @param experiment the experiment
   * @param batch examples in a batch; the last of a pass may be smaller
   * @param threads how many threads share the work
   */
  public Loader(Experiment experiment, int batch, int threads) {
    this(Fields.of(experiment), batch, threads);
  }

  private Loader(Fields fields, int batch, int threads) {
    if (batch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a loader needs a positive batch and number of threads, got "
              + batch
              + " and "
              + threads);
    }
    this.fields = fields;
    this.batch = batch;
    this.workers = threads;
    String name = "tenon-loader-" + LOADERS.incrementAndGet();
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i <= AHEAD; i++) {
      buffers.add(new BatchBuffer(fields, batch));
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
     * @param id the record's id; for another image than the first, followed by a slash and its name
     * @param canvas the image as it was stored, then as it goes into the batch
     */
    void apply(String id, Canvas canvas);

    /**
     * Changes an image, perhaps by mixing it with another record's.
     *
     * @param data the records
     * @param index the index of the one that the image belongs to
     * @param canvas the image as it was stored, then as it goes into the batch
     * @return what it shows then; by default what it has shown before
     */
    default Target apply(Dataset data, int index, Canvas canvas) {
      apply(data.id(index), canvas);
      return Target.of(data.label(index));
    }
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
    Deque<Filling> made = new ArrayDeque<>();
    int next = 0;
    try {
      while (next < order.length || !made.isEmpty()) {
        while (next < order.length && !free.isEmpty()) {
          made.add(start(pass, next, free.remove()));
          next = Math.min(order.length, next + batch);
        }
        sink.accept(await(made.element()));
        free.add(made.remove().buffer());
      }
    } finally {
      pass.over.set(true);
      made.forEach(Loader::settle);
    }
  }

  /** One going through the records; {@code over} once its batches are no longer wanted. */
  record Pass(Dataset data, int[] order, Change change, AtomicBoolean over) {}

  private Filling start(Pass pass, int from, BatchBuffer buffer) {
    int count = Math.min(batch, pass.order.length - from);
    int helping = Math.min(workers, count);
    Filling filling = new Filling(pass, fields, buffer, from, count, helping);
    for (int i = 0; i < helping; i++) {
      threads.execute(() -> filling.work(canvases::get));
    }
    return filling;
  }

  private static Batch await(Filling filling) {
    try {
      filling.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a batch");
    }
    return filling.batch();
  }

  /** Waits until a batch that nobody wants any more is left alone, so its memory can be reused. */
  private static void settle(Filling unused) {
    boolean interrupted = false;
    boolean settled = false;
    while (!settled) {
      try {
        unused.await();
        settled = true;
      } catch (InterruptedException e) {
        interrupted = true;
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
