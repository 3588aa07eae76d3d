package dev.tenon.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark is told on the command line. */
final class Arguments {
  private Arguments() {}

  /**
   * Reads {@code name=value} arguments.
   *
   * @param defaults every name that there is, with its value where none is given
   * @param args the arguments
   * @return a value for each name
   * @throws IllegalArgumentException if an argument has another form or an unknown name
   */
  static Map<String, String> of(Map<String, String> defaults, String... args) {
    Map<String, String> values = new LinkedHashMap<>(defaults);
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length != 2 || values.put(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException(
            "arguments are name=value, the names " + values.keySet() + "; got " + arg);
      }
    }
    return values;
  }
}
