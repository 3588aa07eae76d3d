package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * What happens besides training. A listener keeps nothing between events: each event carries all
 * that it needs, so that a resumed run behaves like one that was never stopped.
 */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Listener extends Extension {
  /**
   * Takes an event.
   *
   * @param event what has happened, and a handle to the running training
   */
  void on(Event event);
}
