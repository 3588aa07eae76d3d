package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes tensors on the reference interpreter and on ONNX Runtime. */
final class Engines {
  /** The largest difference that passes, relative to the largest element. */
  private static final double TOLERANCE = 1e-4;

  private static final double SMALLEST = 1e-6;

  private Engines() {}

  /** Loads the native library when it is first needed. */
  private static final class Native {
    private static final OnnxRuntimeBackend BACKEND =
        new OnnxRuntimeBackend(
            new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false));
  }

  static Session open(Graph graph) {
    return Native.BACKEND.open(graph);
  }

  static Value reference(Tensor tensor, Map<String, Value> values) {
    return Interpreter.run(tensor, values);
  }

  /** Computes on ONNX Runtime. */
  static Map<String, Value> onnxRuntime(Map<String, Tensor> outputs, Map<String, Value> values) {
    Graph graph = graph(outputs);
    try (Session session = open(graph)) {
      return run(session, graph, values);
    }
  }

  /** Makes a graph of all that the outputs need. */
  static Graph graph(Map<String, Tensor> outputs) {
    List<Tensor> inputs =
        Graph.inOrder(outputs.values()).stream().filter(t -> t.op() instanceof Input).toList();
    return new Graph(inputs, outputs);
  }

  static Map<String, Value> run(Session session, Graph graph, Map<String, Value> values) {
    Map<String, NDArray> feeds = new HashMap<>();
    for (Tensor input : graph.fed()) {
      String name = Graph.nameOf(input);
      feeds.put(name, values.get(name).toArray());
    }
    Map<String, Value> results = new LinkedHashMap<>();
    session.run(feeds).forEach((name, array) -> results.put(name, Value.of(array)));
    return results;
  }

  /** Requires that ONNX Runtime computes what the reference does. */
  static void requireAlike(Law law, Map<String, Tensor> outputs, Map<String, Value> values) {
    List<Value> expected = new Interpreter(List.copyOf(outputs.values())).run(values);
    Map<String, Value> actual = onnxRuntime(outputs, values);
    int i = 0;
    for (String name : outputs.keySet()) {
      requireClose(law, name, actual.get(name), expected.get(i++));
    }
  }

  static void requireClose(Law law, String name, Value actual, Value expected) {
    law.require(
        actual.type().equals(expected.type()),
        "%s is %s on ONNX Runtime and %s by the reference",
        name,
        actual.type(),
        expected.type());
    boolean exact = expected.type().dataType() != DataType.FLOAT;
    double largest = SMALLEST;
    for (double value : expected.data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.size(); i++) {
      double a = actual.data()[i];
      double e = expected.data()[i];
      boolean close = exact ? a == e : Math.abs(a - e) <= TOLERANCE * largest;
      law.require(
          close || Double.isNaN(a) && Double.isNaN(e),
          "element %d of %s is %s on ONNX Runtime and %s by the reference",
          i,
          name,
          a,
          e);
    }
  }
}
