package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How much {@link Peers} measures.
 *
 * @param parts what is asked
 * @param models what is trained
 * @param peers who takes part
 * @param rounds how many JVMs each framework gets for each figure
 * @param threads how many threads each framework uses
 * @param losses how many steps' losses are compared
 * @param rate at which learning rate, if not at each model's own
 */
record PeerOptions(
    List<Part> parts,
    List<Trial> models,
    List<Contender> peers,
    int rounds,
    int threads,
    int losses,
    OptionalDouble rate) {

  /** Reads {@code name=value} arguments. */
  static PeerOptions of(String... args) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("parts", String.join(",", Part.all().keySet()));
    defaults.put("models", "mlp,small-cnn,residual-cnn,tutorial-8,tutorial-32");
    defaults.put("peers", "tenon,tensorflow,djl,djl-tuned,dl4j,onnxruntime");
    defaults.put("rounds", "3");
    defaults.put("threads", "2");
    defaults.put("losses", "20");
    defaults.put("rate", "");
    Map<String, String> values = Arguments.of(defaults, args);
    String rate = values.get("rate");
    return new PeerOptions(
        list(values.get("parts"), Part::of),
        list(values.get("models"), Trial::of),
        list(values.get("peers"), Contender::of),
        Integer.parseInt(values.get("rounds")),
        Integer.parseInt(values.get("threads")),
        Integer.parseInt(values.get("losses")),
        rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(rate)));
  }

  private static <T> List<T> list(String keys, Function<String, T> of) {
    return Arrays.stream(keys.split(",")).map(of).toList();
  }
}
