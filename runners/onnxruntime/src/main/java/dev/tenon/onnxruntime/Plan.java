package dev.tenon.onnxruntime;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Conv;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Op;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be written for a graph, and in which order, after what ONNX says more shortly:
 *
 * <ul>
 *   <li>an operand that is expanded only to be broadcast anyway is used as it was;
 *   <li>a bias added to a convolution, one number a channel, becomes the convolution's third
 *       operand.
 * </ul>
 */
final class Plan {
  private final Map<Tensor, Step> steps = new IdentityHashMap<>();
  private final Map<Tensor, Integer> uses = new IdentityHashMap<>();
  private final Set<Tensor> results;
  private final Set<Tensor> needed;
  private final List<Tensor> order = new ArrayList<>();

  /**
   * An operator to be applied.
   *
   * @param op the operator
   * @param operands what it is applied to; a convolution may have a bias as a third operand
   */
  record Step(Op op, List<Tensor> operands) {}

  Plan(Graph graph) {
    List<Tensor> nodes = graph.nodes();
    results = new HashSet<>(graph.outputs().values());
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    nodes.forEach(node -> steps.put(node, shortened(node)));
    needed = new HashSet<>(results);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i))) {
        needed.addAll(step(nodes.get(i)).operands());
      }
    }
    nodes.stream().filter(needed::contains).forEach(order::add);
  }

  /** Returns the tensors to write, each after its operands. */
  List<Tensor> order() {
    return order;
  }

  /** Tells whether a tensor is to be written. */
  boolean needs(Tensor tensor) {
    return needed.contains(tensor);
  }

  /** Returns how to write a tensor. */
  Step step(Tensor tensor) {
    return steps.get(tensor);
  }

  private Step shortened(Tensor node) {
    if (!(node.op() instanceof Binary) && !(node.op() instanceof ReluGrad)) {
      return new Step(node.op(), node.inputs());
    }
    Tensor a = node.inputs().get(0);
    Tensor b = node.inputs().get(1);
    if (node.op() == Binary.ADD && takesBias(a, b)) {
      return withBias(a, b);
    }
    if (node.op() == Binary.ADD && takesBias(b, a)) {
      return withBias(b, a);
    }
    Tensor first = unexpanded(a, b.shape());
    return new Step(node.op(), List.of(first, unexpanded(b, first.shape())));
  }

  /**
   * The operand of an expansion, if broadcasting it with the other operand gives the same shape.
   */
  private static Tensor unexpanded(Tensor operand, Shape other) {
    boolean broadcast =
        operand.op() instanceof Expand && operand.shape().broadcast(other).equals(other);
    return broadcast ? operand.inputs().get(0) : operand;
  }

  private boolean takesBias(Tensor conv, Tensor bias) {
    Shape result = conv.shape();
    if (!(conv.op() instanceof Conv) || uses.get(conv) > 1 || results.contains(conv)) {
      return false;
    }
    long channels = result.dim(1);
    return bias.shape().size() == channels
        && bias.shape().rank() >= result.rank() - 1
        && bias.shape().rank() <= result.rank()
        && bias.shape().dim(1 - result.rank()) == channels;
  }

  private static Step withBias(Tensor conv, Tensor bias) {
    Shape vector = Shape.of(bias.shape().size());
    boolean reshaped = bias.op() instanceof Reshape && bias.inputs().get(0).shape().equals(vector);
    Tensor flat = reshaped ? bias.inputs().get(0) : bias;
    return new Step(conv.op(), List.of(conv.inputs().get(0), conv.inputs().get(1), flat));
  }
}
