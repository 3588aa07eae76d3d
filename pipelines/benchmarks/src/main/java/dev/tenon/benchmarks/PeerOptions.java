package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much {@link Peers} measures.
 *
 * @param rounds how many JVMs each framework gets for each model
 * @param scale what the numbers of steps are multiplied by
 * @param threads how many threads each framework uses
 * @param losses how many steps' losses are compared; 0 to skip that
 * @param models what is trained
 * @param peers who takes part
 */
record PeerOptions(
    int rounds, double scale, int threads, int losses, List<Round> models, List<Contender> peers) {

  /** Reads {@code name=value} arguments. */
  static PeerOptions of(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("rounds", "1");
    values.put("scale", "1");
    values.put("threads", "2");
    values.put("losses", "20");
    values.put("models", "mlp,small-cnn,tutorial-8,tutorial-32");
    values.put("peers", "tenon,tensorflow,djl,djl-tuned");
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length != 2 || values.put(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException(
            "arguments are name=value, the names " + values.keySet() + "; got " + arg);
      }
    }
    return new PeerOptions(
        Integer.parseInt(values.get("rounds")),
        Double.parseDouble(values.get("scale")),
        Integer.parseInt(values.get("threads")),
        Integer.parseInt(values.get("losses")),
        Arrays.stream(values.get("models").split(",")).map(Round::of).toList(),
        Arrays.stream(values.get("peers").split(",")).map(Contender::of).toList());
  }

  /** Returns a number of steps, at least one. */
  int scaled(int steps) {
    return (int) Math.max(1, Math.round(steps * scale));
  }
}
