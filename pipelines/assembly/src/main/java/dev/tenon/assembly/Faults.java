package dev.tenon.assembly;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;

/** Says in one line what went wrong in somebody else's code. */
final class Faults {
  private Faults() {}

  /** Tells what was thrown. */
  static String told(Throwable thrown) {
    if (thrown instanceof InvocationTargetException reflected) {
      return told(reflected.getCause());
    }
    if (thrown instanceof ExceptionInInitializerError failed && failed.getCause() != null) {
      return told(failed.getCause());
    }
    if (thrown instanceof ProvisionException failed) {
      return injected(failed.getErrorMessages());
    }
    if (thrown instanceof CreationException failed) {
      return injected(failed.getErrorMessages());
    }
    if (thrown instanceof ConfigurationException failed) {
      return injected(failed.getErrorMessages());
    }
    if (thrown instanceof LinkageError error) {
      return missing(error);
    }
    return firstLine(thrown.toString());
  }

  /** Tells what a class lacks. */
  static String missing(LinkageError error) {
    String message = error.getMessage() == null ? "" : ": " + firstLine(error.getMessage());
    String told = error.getClass().getSimpleName() + message;
    return error instanceof NoClassDefFoundError
        ? "a class is missing (" + told + "); put all that it needs into its jar"
        : "its classes do not fit together (" + told + ")";
  }

  private static String injected(Collection<Message> messages) {
    Message first = messages.iterator().next();
    return first.getCause() == null ? firstLine(first.getMessage()) : told(first.getCause());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
