package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the nodes of models ran, by the traces that ONNX Runtime wrote.
 *
 * @param operators the operators that each execution provider ran
 */
record NodePlaces(Map<String, Set<String>> operators) {
  /** Reads all traces in a folder. */
  static NodePlaces of(Path folder) throws IOException {
    Map<String, Set<String>> operators = new TreeMap<>();
    List<Path> traces;
    try (Stream<Path> files = Files.list(folder)) {
      traces = files.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path trace : traces) {
      for (JsonNode event : new ObjectMapper().readTree(trace.toFile())) {
        JsonNode details = event.path("args");
        if (details.has("provider")) {
          operators
              .computeIfAbsent(details.get("provider").asText(), provider -> new TreeSet<>())
              .add(details.path("op_name").asText());
        }
      }
    }
    return new NodePlaces(operators);
  }

  /**
   * Returns the operators that another provider than the one wanted ran, each with the provider.
   */
  Set<String> elsewhere(String wanted) {
    Set<String> elsewhere = new TreeSet<>();
    operators.forEach(
        (provider, names) -> {
          if (!provider.equals(wanted)) {
            names.forEach(name -> elsewhere.add(name + " on " + provider));
          }
        });
    return elsewhere;
  }
}
