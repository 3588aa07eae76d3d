package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A question that {@link Peers} puts to each framework, and the table of the answers. */
interface Part {
  /** Returns all parts by their names on the command line, in the order in which they run. */
  static Map<String, Part> all() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put(LossesPart.KEY, new LossesPart());
    parts.put(GemmPart.KEY, new GemmPart());
    parts.put(StepsPart.KEY, new StepsPart());
    parts.put(InferencePart.KEY, new InferencePart());
    parts.put(StartPart.KEY, new StartPart());
    parts.put(LoadingPart.KEY, new LoadingPart());
    return parts;
  }

  static Part of(String key) {
    Part part = all().get(key);
    if (part == null) {
      throw new IllegalArgumentException(
          "no part is called " + key + ", only " + String.join(", ", all().keySet()));
    }
    return part;
  }

  /** Writes a row of a Markdown table. */
  static void row(Object... cells) {
    System.out.println(
        "| " + String.join(" | ", Arrays.stream(cells).map(Object::toString).toList()) + " |");
  }

  /** Writes the head of a Markdown table. */
  static void head(String... cells) {
    row((Object[]) cells);
    System.out.println("|" + "---|".repeat(List.of(cells).size()));
  }

  /**
   * Measures one framework in its own JVM.
   *
   * @param peer the framework
   * @param threads how many threads it uses
   * @param words what was asked for
   * @return the answer
   */
  double[] measure(Peer peer, int threads, Iterator<String> words);

  /**
   * Asks all frameworks in turns, and prints a table.
   *
   * @param contest who takes part
   * @throws IOException if a process cannot be started
   * @throws InterruptedException if this one is interrupted
   */
  void compare(Contest contest) throws IOException, InterruptedException;
}
