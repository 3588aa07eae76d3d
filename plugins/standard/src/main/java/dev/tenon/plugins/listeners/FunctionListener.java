package dev.tenon.plugins.listeners;

import dev.tenon.plugins.functions.StaticMethod;
import dev.tenon.spi.Event;
import dev.tenon.spi.Listener;
import dev.tenon.spi.UserError;

/**
 * Calls any static Java method {@code void name(Event)}.
 *
 * <p>It is kept by the method's name, so an experiment with a listener of the user's own still goes
 * through JSON, and runs wherever the class is on the class path. The method should keep nothing
 * between events: each carries all that it needs. What it throws ends training, a {@link UserError}
 * as it is. It is for what Keras's {@code LambdaCallback} is for; a lambda that captures something
 * is a listener too, without JSON: {@code experiment.withListeners(event -> seen.add(event))}.
 *
 * <pre>{@code
 * final class Notes {
 *   static void epoch(Event event) {
 *     if (event instanceof Event.EpochEnded ended) {
 *       ended.training().console().line("So far: " + ended.history());
 *     }
 *   }
 * }
 *
 * experiment.withListeners(FunctionListener.of(Notes::epoch));
 * }</pre>
 *
 * @param className the class's binary name
 * @param method the method's name; if there is no such static method, an {@link
 *     IllegalArgumentException} says what is missing
 */
public record FunctionListener(String className, String method) implements Listener {
  private static final StaticMethod.Signature SIGNATURE =
      new StaticMethod.Signature("listener", Event.class, void.class);

  /** Checks that the method exists. */
  public FunctionListener {
    StaticMethod.require(className, method, SIGNATURE);
  }

  /**
   * Makes the listener of a function.
   *
   * @param function a reference to a static method, or a lambda that captures nothing; the name of
   *     a lambda changes when its class does, so only a method's outlives an edit
   * @return the listener
   * @throws IllegalArgumentException if the function is neither
   */
  public static FunctionListener of(EventFunction function) {
    StaticMethod found = StaticMethod.of(function, SIGNATURE);
    return new FunctionListener(found.className(), found.name());
  }

  @Override
  public void on(Event event) {
    try {
      new StaticMethod(className, method, SIGNATURE).call(event);
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UserError(
          className + "." + method + " failed at " + event.getClass().getSimpleName() + ": " + e,
          e);
    }
  }
}
