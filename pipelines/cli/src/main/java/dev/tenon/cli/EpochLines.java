package dev.tenon.cli;

import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.spi.Console;
import dev.tenon.spi.History;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints the line of each epoch that another process trains, as soon as the work directory's
 * history tells of it. A line's seconds are those since the line before.
 */
final class EpochLines implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1000;

  private final StoredFile history;
  private final int epochs;
  private final Console console;
  private final ScheduledExecutorService clock;
  private int told;
  private long last = System.nanoTime();

  private EpochLines(StoredFile history, int epochs, Console console) {
    this.history = history;
    this.epochs = epochs;
    this.console = console;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "epoch-lines");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to look for epochs that the history does not have yet.
   *
   * @param history the work directory's {@code history.csv}
   * @param epochs how many epochs there will be
   * @param console where to print
   * @return what prints, to be closed when training has ended, which prints the rest
   */
  static EpochLines of(StoredFile history, int epochs, Console console) {
    EpochLines lines = new EpochLines(history, epochs, console);
    lines.told = lines.present().size();
    lines.clock.scheduleWithFixedDelay(
        lines::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return lines;
  }

  private List<History.Epoch> present() {
    return history.exists() ? HistoryTable.read(history).epochs() : List.of();
  }

  private void look() {
    try {
      tell();
    } catch (UserError e) {
      // Where a file cannot be replaced in one move, there is none for a moment: it will be told
      // of.
      return;
    }
  }

  /** Prints what is new. */
  synchronized void tell() {
    List<History.Epoch> all = present();
    for (; told < all.size(); told++) {
      long now = System.nanoTime();
      console.line(ProgressBar.line(all.get(told), epochs, Duration.ofNanos(now - last)));
      last = now;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    tell();
  }
}
