package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Monitor;
import java.util.OptionalDouble;

/**
 * Keeps the parameters of the best epoch as the checkpoint {@code best}.
 *
 * <p>It is the epoch in which a value was best, the earliest of equals, as with Keras's {@code
 * ModelCheckpoint(save_best_only=True)}. Example: {@code experiment.withListeners(new
 * BestCheckpoint("val_accuracy"))}.
 *
 * @param monitor the value's name; losses and errors should fall, all else should rise; {@code
 *     val_loss} by default
 * @param initialValueThreshold what the value must be better than for the checkpoint to be kept, as
 *     that of an earlier model; a number, none by default
 */
public record BestCheckpoint(String monitor, OptionalDouble initialValueThreshold)
    implements Listener {
  /** The checkpoint's name. */
  public static final String NAME = "best";

  /** Requires a name, and a threshold that is a number. */
  public BestCheckpoint {
    if (monitor.isBlank()) {
      throw new IllegalArgumentException("monitor must name a value such as val_loss");
    }
    if (Double.isNaN(initialValueThreshold.orElse(0))) {
      throw new IllegalArgumentException("initialValueThreshold must be a number, got NaN");
    }
  }

  /**
   * Keeps the best epoch, however good it is.
   *
   * @param monitor the value's name
   */
  public BestCheckpoint(String monitor) {
    this(monitor, OptionalDouble.empty());
  }

  /** Monitors {@code val_loss}. */
  public BestCheckpoint() {
    this("val_loss");
  }

  /**
   * Returns this listener with a threshold.
   *
   * @param threshold what the value must be better than for the checkpoint to be kept
   * @return the listener
   */
  public BestCheckpoint withInitialValueThreshold(double threshold) {
    return new BestCheckpoint(monitor, OptionalDouble.of(threshold));
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended && isBest(ended.history())) {
      ended.training().save(NAME);
    }
  }

  private boolean isBest(History history) {
    Monitor rule = Monitor.of(monitor);
    int last = history.epochs().size() - 1;
    return history.best(rule).orElse(-1) == last
        && (initialValueThreshold.isEmpty()
            || rule.improves(
                history.epochs().get(last).value(monitor), initialValueThreshold.getAsDouble()));
  }
}
