package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * The steps of an optimizer, as a graph that carries parameters and slots.
 *
 * @param parameters the parameters, in order
 * @param next their new values, in order
 * @param scope has the slots and what they become
 * @param graph takes {@code step} and {@code rate}, and gradients where no function gives them
 */
record Steps(List<Tensor> parameters, List<Tensor> next, Scope scope, Graph graph) {
  static final String HEIGHT = "height";
  private static final String NEXT = ":next";
  private static final String GRADIENT = ":gradient";
  private static final String STEP = "step";
  private static final String RATE = "rate";

  /** Emits the steps down a function. */
  static Steps down(Optimizer optimizer, Valley valley) {
    List<Tensor> parameters = inputs(valley.start(), "");
    Tensor height = valley.height().apply(parameters);
    List<Tensor> gradients = Gradients.of(height, parameters);
    return of(optimizer, parameters, gradients, List.of(), Map.of(HEIGHT, height));
  }

  /** Emits steps whose gradients are fed. */
  static Steps fed(Optimizer optimizer, Map<String, NDArray> start) {
    List<Tensor> gradients = inputs(start, GRADIENT);
    return of(optimizer, inputs(start, ""), gradients, gradients, Map.of());
  }

  private static List<Tensor> inputs(Map<String, NDArray> start, String suffix) {
    return start.entrySet().stream()
        .map(e -> Tensor.input(e.getKey() + suffix, DataType.FLOAT, e.getValue().shape()))
        .toList();
  }

  private static Steps of(
      Optimizer optimizer,
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> fed,
      Map<String, Tensor> results) {
    Tensor step = Tensor.input(STEP, DataType.INT64, Shape.SCALAR);
    Tensor rate = Tensor.input(RATE, DataType.FLOAT, Shape.SCALAR);
    Scope scope = Scope.training(1, step);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Scope slots = scope.child("optimizer");
      for (String part : Graph.nameOf(parameters.get(i)).split("/")) {
        slots = slots.child(part);
      }
      Tensor count = step.cast(DataType.FLOAT);
      updates.add(new Update(slots, parameters.get(i), gradients.get(i), rate, count));
    }
    List<Tensor> next = optimizer.updateAll(updates);
    List<Tensor> inputs = new ArrayList<>(List.of(step, rate));
    inputs.addAll(fed);
    return new Steps(parameters, next, scope, graph(inputs, parameters, next, scope, results));
  }

  private static Graph graph(
      List<Tensor> fed,
      List<Tensor> parameters,
      List<Tensor> next,
      Scope scope,
      Map<String, Tensor> results) {
    List<Tensor> inputs = new ArrayList<>(fed);
    Map<String, Tensor> outputs = new LinkedHashMap<>(results);
    Map<String, String> carried = new LinkedHashMap<>();
    Map<String, Tensor> after = new LinkedHashMap<>(scope.updates());
    for (int i = 0; i < Math.min(next.size(), parameters.size()); i++) {
      after.put(Graph.nameOf(parameters.get(i)), next.get(i));
    }
    List<Tensor> all = new ArrayList<>(parameters);
    scope.variables().forEach(slot -> all.add(slot.tensor()));
    for (Tensor variable : all) {
      String name = Graph.nameOf(variable);
      Tensor to = after.get(name);
      boolean changes = to != null && to.type().equals(variable.type());
      carried.put(name, changes ? name + NEXT : name);
      inputs.add(variable);
      if (changes) {
        outputs.put(name + NEXT, to);
      }
    }
    return new Graph(inputs, outputs, carried);
  }

  /** Returns each slot's path and shape, in order. */
  List<String> slots() {
    return scope.variables().stream().map(v -> v.path() + v.tensor().shape()).toList();
  }

  /** Returns the first values of parameters and slots. */
  Map<String, NDArray> first(Map<String, NDArray> start) {
    Map<String, NDArray> values = new LinkedHashMap<>(start);
    for (Variable slot : scope.variables()) {
      Shape shape = slot.tensor().shape();
      values.put(
          slot.path(), NDArray.floats(shape, slot.initializer().values(shape, new Random(1))));
    }
    return values;
  }

  /** Takes one step of a session, and returns what the graph results in. */
  static Map<String, NDArray> take(Session session, int step, double rate) {
    return session.run(
        Map.of(
            STEP,
            NDArray.longs(Shape.SCALAR, step),
            RATE,
            NDArray.floats(Shape.SCALAR, (float) rate)));
  }

  /** Takes steps by fed gradients in double precision, and returns parameters and slots. */
  Map<String, Value> taken(
      Map<String, NDArray> start,
      int steps,
      double rate,
      Function<Integer, Map<String, Value>> gradients) {
    Map<String, Value> values = new HashMap<>();
    first(start).forEach((name, array) -> values.put(name, Value.of(array)));
    for (int step = 1; step <= steps; step++) {
      values.put(STEP, Value.longs(Shape.SCALAR, step));
      values.put(RATE, Value.floats(Shape.SCALAR, rate));
      gradients.apply(step).forEach((name, value) -> values.put(name + GRADIENT, value));
      Map<String, Value> results = Interpreter.run(graph, values);
      graph
          .carried()
          .forEach(
              (input, output) -> {
                if (!input.equals(output)) {
                  values.put(input, results.get(output));
                }
              });
    }
    return values;
  }
}
