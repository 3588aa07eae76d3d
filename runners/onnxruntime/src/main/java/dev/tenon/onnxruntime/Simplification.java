package dev.tenon.onnxruntime;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Op;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a graph into one with the same results and less work:
 *
 * <ul>
 *   <li>what is computed twice is computed once;
 *   <li>a function of one operand, or of one and a scalar, is applied before an expansion, to fewer
 *       elements;
 *   <li>the gradient of max pooling over a ReLU is masked where it is smaller, before it is spread:
 *       where the pooled result is positive, each maximum is, and where it is 0, nothing passes.
 * </ul>
 */
final class Simplification {
  private final Map<Expression, Tensor> known = new HashMap<>();

  /** An operator and its operands, of which two are equal only if they are the same node. */
  private record Expression(Op op, List<Tensor> operands) {}

  private Simplification() {}

  static Graph of(Graph graph) {
    Simplification simplification = new Simplification();
    Map<Tensor, Tensor> simple = new IdentityHashMap<>();
    for (Tensor node : graph.nodes()) {
      List<Tensor> operands = node.inputs().stream().map(simple::get).toList();
      simple.put(
          node, node.op() instanceof Input ? node : simplification.apply(node.op(), operands));
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, tensor) -> outputs.put(name, simple.get(tensor)));
    return new Graph(graph.inputs(), outputs, graph.carried());
  }

  private Tensor apply(Op op, List<Tensor> operands) {
    if (op instanceof ReluGrad && spreadsMaximaOf(operands.get(1), operands.get(0))) {
      List<Tensor> pooling = operands.get(0).inputs();
      Tensor masked = apply(op, List.of(pooling.get(2), pooling.get(1)));
      return apply(operands.get(0).op(), List.of(pooling.get(0), pooling.get(1), masked));
    }
    int expanded = onlyExpansion(op, operands);
    if (expanded >= 0) {
      Tensor expansion = operands.get(expanded);
      List<Tensor> before = new ArrayList<>(operands);
      before.set(expanded, expansion.inputs().get(0));
      return apply(expansion.op(), List.of(apply(op, before), expansion.inputs().get(1)));
    }
    return known.computeIfAbsent(
        new Expression(op, operands), missing -> Tensor.of(op, operands.toArray(Tensor[]::new)));
  }

  private static boolean spreadsMaximaOf(Tensor relu, Tensor gradient) {
    return gradient.op() instanceof MaxPoolGrad
        && gradient.inputs().get(0) == relu
        && relu.op() == Unary.RELU;
  }

  /** Which operand of an elementwise function is an expansion beside scalars alone; -1 if none. */
  private static int onlyExpansion(Op op, List<Tensor> operands) {
    if (!(op instanceof Unary) && !(op instanceof Binary)) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).op() instanceof Expand && found < 0) {
        found = i;
      } else if (operands.get(i).shape().rank() > 0) {
        return -1;
      }
    }
    return found;
  }
}
