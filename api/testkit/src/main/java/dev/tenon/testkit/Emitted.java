package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A layer, or what can be seen as one, emitted by itself in a scope named {@code layer}.
 *
 * @param scope the root scope
 * @param inputs what it was given
 * @param output what it returned
 */
record Emitted(Scope scope, List<Tensor> inputs, Tensor output) {
  private static final String STEP = "step";
  private static final long SEED = 1;
  private static final double NOISE = 0.25;

  /** What is emitted. */
  @FunctionalInterface
  interface Body {
    Tensor apply(Scope scope, List<Tensor> inputs);
  }

  /** Draws the value of an input. */
  @FunctionalInterface
  interface Draw {
    Value of(TensorType type, RandomGenerator random);
  }

  static Emitted of(Body body, List<TensorType> types, boolean training) {
    Scope scope =
        training
            ? Scope.training(SEED, Tensor.input(STEP, DataType.INT64, Shape.SCALAR))
            : Scope.evaluation();
    List<Tensor> inputs = new ArrayList<>();
    for (TensorType type : types) {
      String name = inputs.isEmpty() ? "x" : "x" + inputs.size();
      inputs.add(Tensor.input(name, type.dataType(), type.shape()));
    }
    Tensor output = scope.within("layer", inner -> body.apply(inner, List.copyOf(inputs)));
    return new Emitted(scope, List.copyOf(inputs), output);
  }

  /** Draws all inputs, variables and the step's number; floats as single precision holds them. */
  Map<String, Value> values(Draw draw, int batch, RandomGenerator random) {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put(STEP, Value.longs(Shape.SCALAR, 1));
    for (int i = 0; i < inputs.size(); i++) {
      TensorType type = inputs.get(i).type();
      TensorType bound = new TensorType(type.dataType(), type.shape().bind(batch));
      values.put(i == 0 ? "x" : "x" + i, rounded(draw.of(bound, random)));
    }
    for (Variable variable : scope.variables()) {
      values.put(variable.path(), near(variable, random));
    }
    return values;
  }

  static Map<String, Value> atStep(Map<String, Value> values, long step) {
    Map<String, Value> later = new LinkedHashMap<>(values);
    later.put(STEP, Value.longs(Shape.SCALAR, step));
    return later;
  }

  /** First values, and something besides, so that zeros hide nothing; variances stay positive. */
  private static Value near(Variable variable, RandomGenerator random) {
    Shape shape = variable.tensor().shape();
    float[] first = variable.initializer().values(shape, random);
    if (first.length != shape.size()) {
      throw new IllegalArgumentException(
          variable.path() + shape + " is initialized by " + first.length + " values");
    }
    double[] data = new double[first.length];
    for (int i = 0; i < data.length; i++) {
      double noise = variable.trainable() ? 2 * random.nextDouble() - 1 : random.nextDouble();
      data[i] = first[i] + NOISE * noise;
    }
    return rounded(Value.floats(shape, data));
  }

  static Value rounded(Value value) {
    return Value.of(value.toArray());
  }

  List<Tensor> parameters() {
    return scope.variables().stream().filter(Variable::trainable).map(Variable::tensor).toList();
  }

  /** The inputs that can have a gradient. */
  List<Tensor> differentiable() {
    return inputs.stream().filter(input -> input.dataType() == DataType.FLOAT).toList();
  }

  /** Returns each variable's path, shape and part, in order. */
  List<String> variables() {
    return scope.variables().stream()
        .map(v -> v.path() + v.tensor().shape() + (v.trainable() ? "" : " untrained"))
        .toList();
  }

  boolean drawsAtRandom() {
    List<Tensor> results = new ArrayList<>(scope.updates().values());
    results.add(output);
    return Graph.inOrder(results).stream().anyMatch(tensor -> tensor.op() instanceof RandomUniform);
  }

  /** Says what is emitted for which inputs, at a batch size. */
  static String describe(List<TensorType> types, int batch, boolean training) {
    return types.stream()
            .map(type -> type.dataType() + type.shape().bind(batch).toString())
            .collect(Collectors.joining(" and "))
        + (training ? " in training" : " in evaluation");
  }
}
