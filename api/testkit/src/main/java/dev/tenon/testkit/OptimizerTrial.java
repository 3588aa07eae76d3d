package dev.tenon.testkit;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the laws of optimizers. */
final class OptimizerTrial {
  private static final int RUN = 7;
  private static final int INTERRUPTED_AT = 3;
  private static final double TOLERANCE = 1e-6;

  private final OptimizerContract contract;
  private final Law law;

  OptimizerTrial(OptimizerContract contract, Law law) {
    this.contract = contract;
    this.law = law;
  }

  private double rate() {
    return contract.extension().learningRate();
  }

  private Valley mixed() {
    return Valley.mixed(law.random("mixed"));
  }

  void requireDescent(Valley valley, double share) {
    law.on(valley.name());
    Steps steps = Steps.down(contract.extension(), valley);
    Map<Double, Double> reached = new LinkedHashMap<>();
    try (Session session = Engines.open(steps.graph())) {
      for (double rate : contract.rates()) {
        steps.first(valley.start()).forEach(session::write);
        double first = height(session, 1, rate);
        double last = first;
        for (int step = 2; step <= contract.steps() && Double.isFinite(last); step++) {
          last = height(session, step, rate);
          if (last <= share * first) {
            return;
          }
        }
        reached.put(rate, last / first);
      }
    }
    law.require(
        false,
        "after %d steps, what is left of the height at each rate is %s; at one it must be %s at"
            + " most",
        contract.steps(),
        reached,
        share);
  }

  private static double height(Session session, int step, double rate) {
    return Steps.take(session, step, rate).get(Steps.HEIGHT).floats().get(0);
  }

  void requireResumed() {
    Valley valley = mixed();
    law.on(RUN + " steps, interrupted after " + INTERRUPTED_AT + ", on " + valley.name());
    Steps whole = Steps.down(contract.extension(), valley);
    Map<String, NDArray> first = whole.first(valley.start());
    Map<String, NDArray> expected = run(whole, first, 1, RUN);
    Map<String, NDArray> half = run(whole, first, 1, INTERRUPTED_AT);
    Steps anew = Steps.down(contract.extension(), valley);
    law.require(
        anew.graph().carried().keySet().equals(half.keySet()),
        "%s were carried out, and %s are to be carried in",
        half.keySet(),
        anew.graph().carried().keySet());
    run(anew, half, INTERRUPTED_AT + 1, RUN)
        .forEach(
            (name, value) ->
                law.require(
                    value.bytes().equals(expected.get(name).bytes()),
                    "%s is %s, and %s where the run was not interrupted",
                    name,
                    Arrays.toString(value.toFloats()),
                    Arrays.toString(expected.get(name).toFloats())));
  }

  /** Takes steps on ONNX Runtime, and returns all that is carried. */
  private Map<String, NDArray> run(Steps steps, Map<String, NDArray> from, int first, int last) {
    try (Session session = Engines.open(steps.graph())) {
      from.forEach(session::write);
      for (int step = first; step <= last; step++) {
        Steps.take(session, step, rate());
      }
      Map<String, NDArray> values = new LinkedHashMap<>();
      steps.graph().carried().keySet().forEach(name -> values.put(name, session.read(name)));
      return values;
    }
  }

  void requireSameSlots() {
    law.on(mixed().name());
    List<String> slots = Steps.down(contract.extension(), mixed()).slots();
    List<String> again = Steps.down(contract.extension(), mixed()).slots();
    law.require(slots.equals(again), "it has %s, and emitted again %s", slots, again);
  }

  void requireUpdatedSlots() {
    law.on(mixed().name());
    Steps steps = Steps.down(contract.extension(), mixed());
    for (Variable slot : steps.scope().variables()) {
      law.require(
          !slot.trainable(), "%s is a parameter; an optimizer keeps state() alone", slot.path());
      law.require(
          steps.scope().updates().containsKey(slot.path()), "%s is never updated", slot.path());
    }
  }

  void requireShapes() {
    law.on(mixed().name());
    Steps steps = Steps.down(contract.extension(), mixed());
    law.require(
        steps.next().size() == steps.parameters().size(),
        "%d parameters got %d values",
        steps.parameters().size(),
        steps.next().size());
    for (int i = 0; i < steps.next().size(); i++) {
      TensorType was = steps.parameters().get(i).type();
      TensorType becomes = steps.next().get(i).type();
      law.require(
          was.equals(becomes),
          "%s is %s and would become %s",
          Graph.nameOf(steps.parameters().get(i)),
          was,
          becomes);
    }
  }

  void requireStaying() {
    Map<String, NDArray> start = two();
    Map<String, Value> gradients = gradients(1);
    law.on("3 steps by the gradients " + gradients);
    Steps steps = Steps.fed(contract.extension(), start);
    Map<String, Value> after = steps.taken(start, 3, rate(), step -> gradients);
    List<String> moved = new ArrayList<>();
    gradients.forEach(
        (name, gradient) -> {
          for (int i = 0; i < gradient.size(); i++) {
            double before = Value.of(start.get(name)).data()[i];
            if (gradient.data()[i] == 0 && after.get(name).data()[i] != before) {
              moved.add(
                  "element "
                      + i
                      + " of "
                      + name
                      + " from "
                      + before
                      + " to "
                      + after.get(name).data()[i]);
            }
          }
        });
    law.require(
        moved.isEmpty() || contract.decaysParameters(), "it moved %s", String.join(", ", moved));
    law.require(
        moved.isEmpty() != contract.decaysParameters(),
        "decaysParameters() is declared to be true, and nothing moved");
  }

  void requireApart() {
    Map<String, NDArray> start = two();
    law.on("the gradients " + gradients(1) + ", and " + gradients(1000));
    Steps steps = Steps.fed(contract.extension(), start);
    Value first = steps.taken(start, 1, rate(), step -> gradients(1)).get("a");
    Value other = steps.taken(start, 1, rate(), step -> gradients(1000)).get("a");
    boolean apart = Arrays.equals(first.data(), other.data());
    law.require(
        apart || contract.looksAtAllGradients(),
        "a became %s, and %s when the gradient for b was larger",
        first,
        other);
    law.require(
        apart != contract.looksAtAllGradients(),
        "looksAtAllGradients() is declared to be true, and a did not change with the gradient for"
            + " b");
  }

  void requireProportion() {
    Map<String, NDArray> start = two();
    law.on("the rates " + rate() + " and " + 2 * rate());
    int first = contract.firstMove();
    Steps steps = Steps.fed(contract.extension(), start);
    double[] once = moves(start, steps.taken(start, first, rate(), step -> gradients(1)));
    double[] twice = moves(start, steps.taken(start, first, 2 * rate(), step -> gradients(1)));
    double largest = Arrays.stream(once).map(Math::abs).max().orElse(0);
    law.require(
        largest > 0, "no parameter moves in the first %s", first == 1 ? "step" : first + " steps");
    boolean proportional = true;
    for (int i = 0; i < once.length; i++) {
      proportional &= Math.abs(twice[i] - 2 * once[i]) <= TOLERANCE * largest;
    }
    law.require(
        proportional || !contract.followsTheRate(),
        "the first step is %s, and %s at twice the rate",
        Arrays.toString(once),
        Arrays.toString(twice));
    law.require(
        proportional == contract.followsTheRate(),
        "followsTheRate() is declared to be false, and the step is proportional to it");
  }

  void requireAlike() {
    Valley valley = mixed();
    law.on(RUN + " steps on " + valley.name());
    Steps steps = Steps.down(contract.extension(), valley);
    Map<String, NDArray> first = steps.first(valley.start());
    Map<String, Value> actual = new HashMap<>();
    run(steps, first, 1, RUN).forEach((name, value) -> actual.put(name, Value.of(value)));
    try (Session reference = new ReferenceBackend().open(steps.graph())) {
      first.forEach(reference::write);
      for (int step = 1; step <= RUN; step++) {
        Steps.take(reference, step, rate());
      }
      for (String name : steps.graph().carried().keySet()) {
        Engines.requireClose(law, name, actual.get(name), Value.of(reference.read(name)));
      }
    }
  }

  private static Map<String, NDArray> two() {
    Map<String, NDArray> start = new LinkedHashMap<>();
    start.put("a", NDArray.floats(Shape.of(2, 2), 1, -2, 0.5f, 3));
    start.put("b", NDArray.floats(Shape.of(3), -1, 2, 0.25f));
    return start;
  }

  /** Gradients of which some elements are zero; those for {@code b} are multiplied. */
  private static Map<String, Value> gradients(double factor) {
    Map<String, Value> gradients = new LinkedHashMap<>();
    gradients.put("a", Value.floats(Shape.of(2, 2), 0.3, 0, -0.7, 0));
    gradients.put("b", Value.floats(Shape.of(3), 0, 0.2 * factor, -0.4 * factor));
    return gradients;
  }

  private static double[] moves(Map<String, NDArray> start, Map<String, Value> after) {
    return start.entrySet().stream()
        .flatMapToDouble(
            entry -> {
              double[] before = Value.of(entry.getValue()).data();
              double[] now = after.get(entry.getKey()).data().clone();
              Arrays.setAll(now, i -> now[i] - before[i]);
              return Arrays.stream(now);
            })
        .toArray();
  }
}
