package dev.tenon.plugins.optimizers;

import dev.tenon.graph.DataType;
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

/** Steps of an optimizer, computed from the graph that it emits. */
final class Descent {
  private static final String ONLY = "w";
  private static final Tensor STEP = Tensor.input("step", DataType.FLOAT, Shape.SCALAR);
  private static final Tensor RATE = Tensor.input("rate", DataType.FLOAT, Shape.SCALAR);

  private final Map<String, Tensor> next = new LinkedHashMap<>();
  private final List<String> slots = new ArrayList<>();
  private final Interpreter update;
  private final Map<String, Value> values = new HashMap<>();
  private int step;

  /** Begins at a vector. */
  Descent(Optimizer optimizer, double... start) {
    this(optimizer, Map.of(ONLY, Value.floats(Shape.of(start.length), start)));
  }

  /** Begins at parameters that have paths. */
  Descent(Optimizer optimizer, Map<String, Value> start) {
    Scope scope = Scope.training(0, Tensor.input("counter", DataType.INT64, Shape.SCALAR));
    List<Update> updates = new ArrayList<>();
    start.forEach(
        (path, value) -> {
          Tensor parameter = Tensor.input(path, DataType.FLOAT, value.shape());
          Tensor gradient = Tensor.input(gradient(path), DataType.FLOAT, value.shape());
          Scope own = scope.child(path.equals(ONLY) ? "slot" : path);
          updates.add(new Update(own, parameter, gradient, RATE, STEP));
          values.put(path, value);
        });
    List<Tensor> results = optimizer.updateAll(updates);
    List<String> paths = List.copyOf(start.keySet());
    for (int i = 0; i < paths.size(); i++) {
      next.put(paths.get(i), results.get(i));
    }
    for (Variable slot : scope.variables()) {
      slots.add(slot.path());
      values.put(slot.path(), first(slot));
      next.put(slot.path(), scope.updates().get(slot.path()));
    }
    update = new Interpreter(List.copyOf(next.values()));
  }

  private static Value first(Variable slot) {
    Shape shape = slot.tensor().shape();
    float[] first = slot.initializer().values(shape, null);
    double[] data = new double[first.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = first[i];
    }
    return Value.floats(shape, data);
  }

  private static String gradient(String path) {
    return path + ":gradient";
  }

  List<String> slots() {
    return List.copyOf(slots);
  }

  /** Takes a step of the only parameter. */
  double[] step(double rate, double... gradient) {
    step(rate, Map.of(ONLY, gradient));
    return at(ONLY);
  }

  /** Takes a step by the gradients for all parameters. */
  void step(double rate, Map<String, double[]> gradients) {
    step++;
    values.put("step", Value.floats(Shape.SCALAR, step));
    values.put("rate", Value.floats(Shape.SCALAR, rate));
    gradients.forEach(
        (path, gradient) ->
            values.put(gradient(path), Value.floats(values.get(path).shape(), gradient)));
    List<Value> results = update.run(values);
    List<String> names = List.copyOf(next.keySet());
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), results.get(i));
    }
  }

  /** Returns where a parameter is. */
  double[] at(String path) {
    return values.get(path).data();
  }
}
