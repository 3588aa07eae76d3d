package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import java.io.Serializable;

/** A function that takes an event, and can be found again by its name. */
@FunctionalInterface
public interface EventFunction extends Serializable {
  /**
   * Takes an event.
   *
   * @param event what has happened, and a handle to the running training
   */
  void on(Event event);
}
