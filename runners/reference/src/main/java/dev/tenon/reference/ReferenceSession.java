package dev.tenon.reference;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A graph on the reference interpreter, with its carried values. */
final class ReferenceSession implements Session {
  private final Graph graph;
  private final Interpreter interpreter;
  private final Map<String, TensorType> carriedTypes = new HashMap<>();
  private final Map<String, Value> carried = new HashMap<>();
  private boolean closed;

  ReferenceSession(Graph graph) {
    this.graph = graph;
    this.interpreter = Interpreter.of(graph);
    for (Tensor input : graph.inputs()) {
      String name = Graph.nameOf(input);
      if (graph.carried().containsKey(name)) {
        carriedTypes.put(name, input.type());
        carried.put(name, Value.zeros(input.type()));
      }
    }
  }

  @Override
  public Map<String, NDArray> run(Map<String, NDArray> feeds) {
    requireOpen();
    requireFed(feeds.keySet());
    Map<String, Value> values = new HashMap<>(carried);
    feeds.forEach((name, array) -> values.put(name, Value.of(array)));
    Map<String, Value> outputs = interpreter.named(graph, values);
    graph
        .carried()
        .forEach(
            (input, output) -> {
              if (!input.equals(output)) {
                carried.put(input, outputs.get(output));
              }
            });
    Map<String, NDArray> results = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> {
          if (!graph.carried().containsValue(name)) {
            results.put(name, value.toArray());
          }
        });
    return results;
  }

  private void requireFed(Set<String> given) {
    Set<String> wanted = new HashSet<>();
    graph.fed().forEach(input -> wanted.add(Graph.nameOf(input)));
    if (!wanted.equals(given)) {
      throw new IllegalArgumentException("the graph is fed " + wanted + ", got " + given);
    }
  }

  @Override
  public void write(String input, NDArray value) {
    requireOpen();
    TensorType type = typeOf(input);
    if (!type.equals(value.type())) {
      throw new ShapeException(input + " is " + type + ", got " + value.type());
    }
    carried.put(input, Value.of(value));
  }

  @Override
  public NDArray read(String input) {
    requireOpen();
    typeOf(input);
    return carried.get(input).toArray();
  }

  private TensorType typeOf(String input) {
    TensorType type = carriedTypes.get(input);
    if (type == null) {
      throw new IllegalArgumentException("the graph carries no input " + input);
    }
    return type;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    carried.clear();
  }
}
