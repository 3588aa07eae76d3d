package dev.tenon.cli;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What is logged: of libraries nothing, unless somebody looks for a defect; of Tenon and its own
 * sources what people should know, such as that a data set is being fetched.
 */
final class Logs {
  /** Loggers are kept by weak references only, and forget their levels with them. */
  private static final Logger ALL = Logger.getLogger("");

  private static final Logger OWN = Logger.getLogger("dev.tenon");

  private Logs() {}

  /**
   * Decides what becomes of logs in this process.
   *
   * @param verbose whether to print all on the error stream
   * @param terminal takes what people should know
   */
  static void direct(boolean verbose, Terminal terminal) {
    LogManager.getLogManager().reset();
    ALL.setLevel(verbose ? Level.INFO : Level.OFF);
    OWN.setLevel(Level.INFO);
    if (verbose) {
      ALL.addHandler(new ConsoleHandler());
    } else {
      OWN.addHandler(new Lines(terminal));
    }
  }

  /** Prints messages as plain lines; a warning as a mistake, and only once. */
  private static final class Lines extends Handler {
    private final Terminal terminal;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    Lines(Terminal terminal) {
      this.terminal = terminal;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord message) {
      if (!isLoggable(message)) {
        return;
      }
      String text = getFormatter().formatMessage(message);
      if (message.getLevel().intValue() < Level.WARNING.intValue()) {
        terminal.line(text);
      } else if (warnings.add(text)) {
        terminal.error("tenon: " + text);
      }
    }

    @Override
    public void flush() {
      // The terminal does so after each line.
    }

    @Override
    public void close() {
      // The terminal stays open for others.
    }
  }
}
