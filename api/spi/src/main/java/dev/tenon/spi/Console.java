package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Where a run prints for people. */
@API(status = STABLE)
public interface Console {
  /** Tells whether a line can be overwritten: true for a terminal, false for a file or a pipe. */
  boolean interactive();

  /**
   * Prints a line.
   *
   * @param line the text
   */
  void line(String line);

  /**
   * Overwrites the present line; prints nothing where that is not possible.
   *
   * @param text the text
   */
  void status(String text);
}
