package dev.tenon.reference;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes tensors in double precision, one operator after the other.
 *
 * <p>The batch size is read off the values of the inputs whose shape depends on it. Every result is
 * compared with the type that was inferred for it.
 */
public final class Interpreter {
  private static final Kernels KERNELS = new Kernels();

  private final List<Tensor> results;
  private final List<Tensor> nodes;

  /**
   * Prepares tensors to be computed any number of times.
   *
   * @param results the tensors to compute
   */
  public Interpreter(List<Tensor> results) {
    this.results = List.copyOf(results);
    this.nodes = Graph.inOrder(results);
  }

  /**
   * Computes the outputs of a graph, those that are carried among them.
   *
   * @param graph the graph
   * @param values a value for each of its inputs, by name
   * @return the outputs by name, in the graph's order
   */
  public static Map<String, Value> run(Graph graph, Map<String, Value> values) {
    return of(graph).named(graph, values);
  }

  /** Prepares the outputs of a graph. */
  static Interpreter of(Graph graph) {
    return new Interpreter(List.copyOf(graph.outputs().values()));
  }

  /**
   * Computes one tensor.
   *
   * @param result the tensor
   * @param values a value for each input that it depends on, by name
   * @return its value
   */
  public static Value run(Tensor result, Map<String, Value> values) {
    return new Interpreter(List.of(result)).run(values).get(0);
  }

  /** Computes the outputs of the graph that this was prepared for, by name. */
  Map<String, Value> named(Graph graph, Map<String, Value> values) {
    List<Value> computed = run(values);
    Map<String, Value> outputs = new LinkedHashMap<>();
    graph.outputs().keySet().forEach(name -> outputs.put(name, computed.get(outputs.size())));
    return outputs;
  }

  /**
   * Computes the tensors.
   *
   * @param values a value for each input that they depend on, by name; others are ignored
   * @return their values, in the order in which they were named
   * @throws IllegalArgumentException if a value is missing or of another type than its input
   */
  public List<Value> run(Map<String, Value> values) {
    Kernel.Run run = new Kernel.Run(values, batchSize(values));
    Map<Tensor, Value> known = new IdentityHashMap<>();
    for (Tensor node : nodes) {
      Value value =
          KERNELS.compute(node.op(), node.inputs().stream().map(known::get).toList(), run);
      TensorType inferred = bound(node.type(), run.batch());
      if (!value.type().equals(inferred)) {
        throw new IllegalStateException(
            node + " was inferred to be " + inferred + " and came out as " + value.type());
      }
      known.put(node, value);
    }
    return results.stream().map(known::get).toList();
  }

  private long batchSize(Map<String, Value> values) {
    long batch = 0;
    for (Tensor node : nodes) {
      if (node.op() instanceof Input input) {
        Value value = values.get(input.label());
        if (value == null) {
          throw new IllegalArgumentException("no value for input " + input.label());
        }
        long own = batchSize(input.type().shape(), value.shape());
        batch = batch == 0 ? own : batch;
        if (!value.type().equals(bound(input.type(), batch))) {
          throw new ShapeException(
              "input "
                  + input.label()
                  + " is "
                  + input.type()
                  + (batch == 0 ? "" : " at batch size " + batch)
                  + ", got "
                  + value.type());
        }
      }
    }
    return Math.max(batch, 1);
  }

  /** Returns the batch size that makes one shape the other, 0 if none can. */
  private static long batchSize(Shape symbolic, Shape actual) {
    for (int i = 0; i < symbolic.rank() && symbolic.rank() == actual.rank(); i++) {
      if (symbolic.dim(i) < 0) {
        return actual.dim(i) / -symbolic.dim(i);
      }
    }
    return 0;
  }

  private static TensorType bound(TensorType type, long batch) {
    return batch == 0 ? type : new TensorType(type.dataType(), type.shape().bind(batch));
  }
}
