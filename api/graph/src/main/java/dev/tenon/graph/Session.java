package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** A graph made ready by a {@link Backend}, with the values that it carries from run to run. */
@API(status = EXPERIMENTAL)
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
   * Runs the graph several times, with the results of one {@link #run} after the other; in fewer
   * calls of native code, where a backend can.
   *
   * @param feeds for each run, a value for every input that is not carried
   * @return for each run, the outputs that are not carried, in memory of their own
   * @throws IllegalArgumentException if a feed is missing, unknown or of another type
   */
  default List<Map<String, NDArray>> runAll(List<Map<String, NDArray>> feeds) {
    List<Map<String, NDArray>> results = new ArrayList<>();
    for (Map<String, NDArray> each : feeds) {
      Map<String, NDArray> outputs = new LinkedHashMap<>();
      run(each).forEach((name, value) -> outputs.put(name, value.copy()));
      results.add(outputs);
    }
    return results;
  }

  /** Returns how many runs {@link #runAll} takes best at once; 1 if it gains nothing by more. */
  default int runsAtOnce() {
    return 1;
  }

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
