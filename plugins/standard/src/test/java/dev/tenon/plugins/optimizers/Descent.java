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
import java.util.List;
import java.util.Map;

/** Steps of an optimizer on one parameter, computed from the graph that it emits. */
final class Descent {
  private static final Tensor STEP = Tensor.input("step", DataType.FLOAT, Shape.SCALAR);
  private static final Tensor RATE = Tensor.input("rate", DataType.FLOAT, Shape.SCALAR);

  private final Scope scope =
      Scope.training(0, Tensor.input("counter", DataType.INT64, Shape.SCALAR));
  private final List<String> names = new ArrayList<>();
  private final Interpreter update;
  private final Map<String, Value> values = new HashMap<>();
  private final Shape shape;
  private int step;

  Descent(Optimizer optimizer, double... start) {
    shape = Shape.of(start.length);
    Tensor parameter = Tensor.input("w", DataType.FLOAT, shape);
    Tensor gradient = Tensor.input("g", DataType.FLOAT, shape);
    Update one = new Update(scope.child("slot"), parameter, gradient, RATE, STEP);
    List<Tensor> results = new ArrayList<>();
    names.add("w");
    results.add(optimizer.updateAll(List.of(one)).get(0));
    for (Variable slot : scope.variables()) {
      float[] first = slot.initializer().values(shape, null);
      double[] data = new double[first.length];
      for (int i = 0; i < data.length; i++) {
        data[i] = first[i];
      }
      values.put(slot.path(), Value.floats(shape, data));
      names.add(slot.path());
      results.add(scope.updates().get(slot.path()));
    }
    update = new Interpreter(results);
    values.put("w", Value.floats(shape, start));
  }

  List<String> slots() {
    return names.subList(1, names.size());
  }

  double[] step(double rate, double... gradient) {
    step++;
    values.put("step", Value.floats(Shape.SCALAR, step));
    values.put("rate", Value.floats(Shape.SCALAR, rate));
    values.put("g", Value.floats(shape, gradient));
    List<Value> next = update.run(values);
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), next.get(i));
    }
    return values.get("w").data();
  }
}
