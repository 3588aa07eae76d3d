package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Monitor;

/**
 * Keeps the parameters of the best epoch as the checkpoint {@code best}.
 *
 * <p>It is the epoch in which a value was best, the earliest of equals, as with Keras's {@code
 * ModelCheckpoint(save_best_only=True)}. Example: {@code experiment.withListeners(new
 * BestCheckpoint("val_accuracy"))}.
 *
 * @param monitor the value's name; losses and errors should fall, all else should rise; {@code
 *     val_loss} by default
 */
public record BestCheckpoint(String monitor) implements Listener {
  /** The checkpoint's name. */
  public static final String NAME = "best";

  /** Requires a name. */
  public BestCheckpoint {
    if (monitor.isBlank()) {
      throw new IllegalArgumentException("monitor must name a value such as val_loss");
    }
  }

  /** Monitors {@code val_loss}. */
  public BestCheckpoint() {
    this("val_loss");
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      History history = ended.history();
      if (history.best(Monitor.of(monitor)).orElse(-1) == history.epochs().size() - 1) {
        ended.training().save(NAME);
      }
    }
  }
}
