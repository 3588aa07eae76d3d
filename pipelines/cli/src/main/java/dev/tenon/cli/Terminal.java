package dev.tenon.cli;

import dev.tenon.spi.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Where the command prints: results and progress on the output stream, mistakes on the error
 * stream.
 *
 * <p>On a terminal the last line may be a status, which the next status overwrites and the next
 * line takes away. Several threads may print.
 */
final class Terminal implements Console {
  private static final int DEFAULT_COLUMNS = 80;
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final int columns;
  private boolean statusShown;

  /**
   * Makes a terminal.
   *
   * @param out takes results and progress
   * @param err takes mistakes
   * @param interactive whether a person looks at it, so that lines can be overwritten
   * @param columns the width in characters to which a status is cut
   */
  Terminal(PrintStream out, PrintStream err, boolean interactive, int columns) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.columns = columns;
  }

  /** Returns the terminal of this process. */
  static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Terminal(
        System.out, System.err, !dumb && isTerminal(), columns(environment.get("COLUMNS")));
  }

  /** Since Java 22 there is a console for pipes too, and a method that tells them apart. */
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Method method = java.io.Console.class.getMethod("isTerminal");
      return (boolean) method.invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static int columns(String text) {
    return text != null && text.matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(text)
        : DEFAULT_COLUMNS;
  }

  /** Returns the width in characters. */
  int columns() {
    return columns;
  }

  /** Returns the output stream, for what prints help. */
  PrintStream out() {
    return out;
  }

  /** Returns the error stream, for what prints more than a line. */
  PrintStream err() {
    return err;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public synchronized void line(String line) {
    clearStatus();
    out.println(line);
    out.flush();
  }

  @Override
  public synchronized void status(String text) {
    if (!interactive) {
      return;
    }
    out.print(ERASE_LINE + (text.length() < columns ? text : text.substring(0, columns - 1)));
    out.flush();
    statusShown = true;
  }

  /** Prints a line on the error stream. */
  synchronized void error(String line) {
    clearStatus();
    err.println(line);
    err.flush();
  }

  private void clearStatus() {
    if (statusShown) {
      out.print(ERASE_LINE);
      out.flush();
      statusShown = false;
    }
  }
}
