package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.reference.GradientCheck;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A layer emitted on its own in a scope named {@code layer}, and values to compute it with. */
final class Emitted {
  private static final long SEED = 20;

  final Scope scope;
  final Tensor output;
  private final Map<String, Value> values = new HashMap<>();

  private Emitted(Scope scope, Layer layer, Value... xs) {
    this.scope = scope;
    List<Tensor> inputs = new ArrayList<>();
    for (Value x : xs) {
      String name = inputs.isEmpty() ? "x" : "x" + inputs.size();
      inputs.add(Tensor.input(name, DataType.FLOAT, x.shape().with(0, Shape.BATCH)));
      values.put(name, x);
    }
    this.output = scope.within("layer", inner -> apply(layer, inner, inputs));
    values.put("step", Value.longs(Shape.SCALAR, 1));
    Random random = new Random(SEED);
    for (Variable variable : scope.variables()) {
      // What is not trained is a moving statistic, and a variance must be positive.
      double least = variable.trainable() ? -1 : 0.5;
      int size = Math.toIntExact(variable.tensor().shape().size());
      double[] data = random.doubles(size, least, least + 2).toArray();
      values.put(variable.path(), Value.floats(variable.tensor().shape(), data));
    }
  }

  static Emitted training(Layer layer, Value... x) {
    Tensor step = Tensor.input("step", DataType.INT64, Shape.SCALAR);
    return new Emitted(Scope.training(SEED, step), layer, x);
  }

  static Emitted evaluation(Layer layer, Value... x) {
    return new Emitted(Scope.evaluation(), layer, x);
  }

  /** Emits a layer for an input of another type than images of floats. */
  static Tensor on(Layer layer, DataType type, long... dims) {
    Tensor x = Tensor.input("x", type, Shape.of(dims));
    return Scope.evaluation().within("layer", inner -> layer.apply(inner, x));
  }

  /** Emits a layer for inputs of floats. */
  static Tensor on(Layer layer, Shape... shapes) {
    List<Tensor> inputs =
        Stream.of(shapes).map(shape -> Tensor.input("x", DataType.FLOAT, shape)).toList();
    return Scope.evaluation().within("layer", inner -> apply(layer, inner, inputs));
  }

  private static Tensor apply(Layer layer, Scope scope, List<Tensor> inputs) {
    return layer instanceof Merge merge
        ? merge.apply(scope, inputs)
        : layer.apply(scope, inputs.get(0));
  }

  Emitted with(String variable, double... data) {
    String path = "layer/" + variable;
    values.put(path, Value.floats(values.get(path).shape(), data));
    return this;
  }

  Emitted atStep(long step) {
    values.put("step", Value.longs(Shape.SCALAR, step));
    return this;
  }

  double[] value(String variable) {
    return values.get("layer/" + variable).data();
  }

  double[] run() {
    return Interpreter.run(output, values).data();
  }

  /** Computes the output in single precision. */
  double[] runByOnnxRuntime() {
    List<Tensor> inputs =
        Graph.inOrder(List.of(output)).stream().filter(t -> t.op() instanceof Input).toList();
    Graph graph = new Graph(inputs, Map.of("y", output));
    Map<String, NDArray> feeds = new HashMap<>();
    inputs.forEach(x -> feeds.put(Graph.nameOf(x), values.get(Graph.nameOf(x)).toArray()));
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);
    try (Session session = new OnnxRuntimeBackend(options).open(graph)) {
      return Value.of(session.run(feeds).get("y")).data();
    }
  }

  double[] updated(String variable) {
    return Interpreter.run(scope.updates().get("layer/" + variable), values).data();
  }

  List<String> variables() {
    return scope.variables().stream()
        .map(v -> v.path() + v.tensor().shape() + (v.trainable() ? "" : " untrained"))
        .toList();
  }

  /** Compares the gradients for the input and all trained variables with finite differences. */
  void checkGradients() {
    GradientCheck.check("layer", output, values, SEED);
  }

  static Value random(long... dims) {
    Shape shape = Shape.of(dims);
    return Value.floats(shape, new Random(SEED).doubles(shape.size(), -1, 1).toArray());
  }
}
