package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.GradientCheck;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What is checked of derived gradients, whatever was emitted. */
final class GradientLaws {
  private static final String COTANGENT = "cotangent";
  private static final int DRAWS = 3;
  private static final double[] RATES = {1, 0.1, 0.01, 1e-3, 1e-4};

  private GradientLaws() {}

  /**
   * Requires that gradients agree with differences at one of several draws: where a kink happens to
   * lie at an element of one, none lies there in the next.
   */
  static void requireDifferences(
      Law law, Tensor output, Function<Integer, Map<String, Value>> draw) {
    AssertionError last = null;
    for (int i = 0; i < DRAWS; i++) {
      try {
        GradientCheck.check("the output", output, draw.apply(i), 1);
        return;
      } catch (AssertionError disagreement) {
        last = disagreement;
      }
    }
    throw law.broken(last.getMessage(), last);
  }

  /** Requires that every target has a gradient that is not all zeros. */
  static void requireReached(
      Law law, Tensor output, List<Tensor> targets, Map<String, Value> values) {
    List<Boolean> reached = reached(law, output, targets, values);
    for (int i = 0; i < targets.size(); i++) {
      if (!reached.get(i)) {
        boolean matters = matters(output, targets.get(i), values, law.random("change"));
        law.require(
            false,
            "the gradient for %s is zero everywhere%s",
            Graph.nameOf(targets.get(i)),
            matters ? ", although the output depends on it" : ": the output does not depend on it");
      }
    }
  }

  /** Requires that no target has a gradient. */
  static void requireUnreached(
      Law law, Tensor output, List<Tensor> targets, Map<String, Value> values) {
    law.require(
        !reached(law, output, targets, values).contains(true),
        "isDifferentiable() is declared to be false, and there are gradients");
  }

  private static List<Boolean> reached(
      Law law, Tensor output, List<Tensor> targets, Map<String, Value> values) {
    if (targets.isEmpty() || output.dataType() != DataType.FLOAT) {
      return Collections.nCopies(targets.size(), false);
    }
    List<Tensor> derived = Gradients.of(weighted(output), targets);
    Map<String, Value> given = withCotangent(output, values, law.random("cotangent"));
    return new Interpreter(derived)
        .run(given).stream().map(g -> Arrays.stream(g.data()).anyMatch(e -> e != 0)).toList();
  }

  private static boolean matters(
      Tensor output, Tensor target, Map<String, Value> values, RandomGenerator random) {
    Map<String, Value> changed = new HashMap<>(values);
    Value before = values.get(Graph.nameOf(target));
    Value other = Draws.uniform(before.type(), -2, 2, random);
    changed.put(Graph.nameOf(target), other);
    return !Arrays.equals(
        Engines.reference(output, values).data(), Engines.reference(output, changed).data());
  }

  /** Requires that ONNX Runtime computes the gradients that the reference does. */
  static void requireAlike(
      Law law, Tensor output, List<Tensor> targets, Map<String, Value> values) {
    List<Tensor> derived = Gradients.of(weighted(output), targets);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      outputs.put("the gradient for " + Graph.nameOf(targets.get(i)), derived.get(i));
    }
    Engines.requireAlike(law, outputs, withCotangent(output, values, law.random("cotangent")));
  }

  /** Requires that values and gradients are finite on ONNX Runtime, for each of several inputs. */
  static void requireFinite(
      Law law, Tensor output, List<Tensor> targets, Map<String, Map<String, Value>> inputs) {
    List<Tensor> derived = Gradients.of(output.reduceSum(false), targets);
    Map<String, Tensor> outputs = new LinkedHashMap<>(Map.of("the output", output));
    for (int i = 0; i < targets.size(); i++) {
      outputs.put("the gradient for " + Graph.nameOf(targets.get(i)), derived.get(i));
    }
    Graph graph = Engines.graph(outputs);
    try (Session session = Engines.open(graph)) {
      inputs.forEach(
          (description, values) -> {
            law.on(description);
            Engines.run(session, graph, values)
                .forEach((name, value) -> requireFinite(law, name, value));
          });
    }
  }

  private static void requireFinite(Law law, String name, Value value) {
    for (int i = 0; i < value.size(); i++) {
      double element = value.data()[i];
      law.require(Double.isFinite(element), "element %d of %s is %s", i, name, element);
    }
  }

  /** Requires that a step against the gradient lowers the mean square distance to some target. */
  static void requireDescent(
      Law law, Tensor output, List<Tensor> targets, Map<String, Value> values) {
    Tensor wanted = Tensor.input(COTANGENT, DataType.FLOAT, output.shape());
    Tensor loss = output.sub(wanted).square().reduceMean(false);
    List<Tensor> derived = Gradients.of(loss, targets);
    Map<String, Tensor> outputs = new LinkedHashMap<>(Map.of("loss", loss));
    for (int i = 0; i < targets.size(); i++) {
      outputs.put(Graph.nameOf(targets.get(i)) + ":gradient", derived.get(i));
    }
    Map<String, Value> given = withCotangent(output, values, law.random("target"));
    Graph graph = Engines.graph(outputs);
    try (Session session = Engines.open(graph)) {
      Map<String, Value> first = Engines.run(session, graph, given);
      double before = first.get("loss").data()[0];
      List<Double> after = new ArrayList<>();
      for (double rate : RATES) {
        Map<String, Value> moved = new HashMap<>(given);
        for (Tensor target : targets) {
          String name = Graph.nameOf(target);
          moved.put(name, moved(given.get(name), first.get(name + ":gradient"), rate));
        }
        after.add(Engines.run(session, graph, moved).get("loss").data()[0]);
      }
      law.require(
          after.stream().anyMatch(height -> height < before),
          "the loss is %s, and %s after a step at the rates %s",
          before,
          after,
          Arrays.toString(RATES));
    }
  }

  private static Value moved(Value value, Value gradient, double rate) {
    double[] data = value.data().clone();
    Arrays.setAll(data, i -> data[i] - rate * gradient.data()[i]);
    return new Value(value.type(), data);
  }

  /** The sum of the output's elements, each with a weight of its own. */
  private static Tensor weighted(Tensor output) {
    return output.mul(Tensor.input(COTANGENT, DataType.FLOAT, output.shape())).reduceSum(false);
  }

  private static Map<String, Value> withCotangent(
      Tensor output, Map<String, Value> values, RandomGenerator random) {
    Map<String, Value> given = new HashMap<>(values);
    Value y = Engines.reference(output, values);
    given.put(COTANGENT, Emitted.rounded(Draws.uniform(y.type(), 0.5, 1.5, random)));
    return given;
  }
}
