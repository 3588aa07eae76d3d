package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Monitor;
import dev.tenon.spi.Training;

/**
 * Ends training once a value has not improved for some epochs.
 *
 * <p>As Keras's callback of the same name: an epoch improves on the best before it if its value is
 * better by more than {@code minDelta}. Example: {@code experiment.withListeners(new
 * EarlyStopping("val_loss", 3))}.
 *
 * @param monitor the value's name; losses and errors should fall, all else should rise; {@code
 *     val_loss} by default
 * @param patience epochs without improvement after which training ends; 1 or more, 1 by default
 * @param minDelta the least change that counts as an improvement, not negative; 0 by default
 * @param restoreBest whether training returns the parameters of the best epoch instead of the
 *     last's; they are kept as the checkpoint {@code early_stopping}; false by default
 */
public record EarlyStopping(String monitor, int patience, double minDelta, boolean restoreBest)
    implements Listener {
  private static final String NAME = "early_stopping";

  /** Checks name, patience and least change. */
  public EarlyStopping {
    if (monitor.isBlank()) {
      throw new IllegalArgumentException("monitor must name a value such as val_loss");
    }
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be positive, got " + patience);
    }
    if (!(minDelta >= 0)) {
      throw new IllegalArgumentException("minDelta must not be negative, got " + minDelta);
    }
  }

  /**
   * Ends training some epochs after a value was best.
   *
   * @param monitor the value's name
   * @param patience epochs without improvement after which training ends
   */
  public EarlyStopping(String monitor, int patience) {
    this(monitor, patience, 0, false);
  }

  /** Ends training after the first epoch in which {@code val_loss} does not fall. */
  public EarlyStopping() {
    this("val_loss", 1);
  }

  @Override
  public void on(Event event) {
    Training training = event.training();
    if (event instanceof Event.Started started) {
      stopIfStale(training, started.progress().history());
    } else if (event instanceof Event.EpochEnded ended) {
      if (restoreBest && epochsSinceBest(ended.history()) == 0) {
        training.save(NAME);
      }
      stopIfStale(training, ended.history());
    } else if (event instanceof Event.Ended ended
        && restoreBest
        && !ended.history().epochs().isEmpty()) {
      training.restore(NAME);
    }
  }

  /** A run that is resumed after it had stopped must stop again, so the start is looked at too. */
  private void stopIfStale(Training training, History history) {
    int waited = epochsSinceBest(history);
    if (waited >= patience) {
      training.stop(
          monitor + " has not improved for " + waited + (waited == 1 ? " epoch" : " epochs"));
    }
  }

  private int epochsSinceBest(History history) {
    Monitor rising = Monitor.of(monitor);
    Monitor least = new Monitor(monitor, rising.higherIsBetter(), minDelta);
    int last = history.epochs().size() - 1;
    return last - history.best(least).orElse(last);
  }
}
