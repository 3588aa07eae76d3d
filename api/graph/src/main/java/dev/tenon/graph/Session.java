package dev.tenon.graph;

import java.util.Map;

/** A graph made ready by a {@link Backend}, with the values that it carries from run to run. */
public interface Session extends AutoCloseable {
  /**
   * Runs the graph once and replaces the carried values by their outputs.
   *
   * @param feeds a value for every input that is not carried
   * @return the outputs that are not carried; their memory is reused by the next run
   * @throws IllegalArgumentException if a feed is missing, unknown or of another type
   */
  Map<String, NDArray> run(Map<String, NDArray> feeds);

  /**
   * Sets a carried value.
   *
   * @param input the name of a carried input
   * @param value its new value, copied
   */
  void write(String input, NDArray value);

  /**
   * Returns a copy of a carried value.
   *
   * @param input the name of a carried input
   * @return its value after the last run
   */
  NDArray read(String input);

  @Override
  void close();
}
