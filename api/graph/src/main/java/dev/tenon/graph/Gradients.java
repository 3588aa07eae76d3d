package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Reverse-mode differentiation: from a scalar loss back to any tensors, as tensors of the same
 * graph.
 *
 * <p>Each operator's gradient rule is applied once, in reverse topological order, and contributions
 * to one tensor are summed, but for those of neighbouring slices, which are joined. See Griewank
 * and Walther, <i>Evaluating Derivatives</i>, 2008.
 */
@API(status = EXPERIMENTAL)
public final class Gradients {
  private Gradients() {}

  /**
   * Returns the gradients of a loss.
   *
   * @param loss a scalar float
   * @param targets the tensors to differentiate for
   * @return for each target, the gradient of the loss in the target's shape; zeros where the loss
   *     does not depend on it
   * @throws ShapeException if the loss is not a scalar float
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> targets) {
    if (!loss.type().equals(TensorType.floats(Shape.SCALAR))) {
      throw new ShapeException(
          "only a scalar FLOAT loss can be differentiated, got " + loss.type());
    }
    List<Tensor> nodes = Graph.inOrder(List.of(loss));
    Set<Tensor> relevant = dependents(nodes, targets);
    Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
    Map<Tensor, List<Tensor>> contributions = new IdentityHashMap<>();
    contributions.put(loss, List.of(Tensor.constant(1)));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Tensor node = nodes.get(i);
      List<Tensor> parts = contributions.remove(node);
      if (parts != null && relevant.contains(node)) {
        Tensor upstream = Pieces.sum(parts);
        gradients.put(node, upstream);
        spread(node, upstream, relevant, contributions);
      }
    }
    return targets.stream().map(t -> orZeros(gradients.get(t), t)).toList();
  }

  private static Set<Tensor> dependents(List<Tensor> nodes, List<Tensor> targets) {
    Set<Tensor> relevant = new HashSet<>(targets);
    for (Tensor node : nodes) {
      if (node.inputs().stream().anyMatch(relevant::contains)) {
        relevant.add(node);
      }
    }
    return relevant;
  }

  private static void spread(
      Tensor node, Tensor upstream, Set<Tensor> relevant, Map<Tensor, List<Tensor>> contributions) {
    if (node.inputs().stream().noneMatch(relevant::contains)) {
      return;
    }
    List<Tensor> gradients = node.op().gradient(node, upstream);
    for (int i = 0; i < gradients.size(); i++) {
      Tensor input = node.inputs().get(i);
      if (gradients.get(i) != null && relevant.contains(input)) {
        contributions.computeIfAbsent(input, t -> new ArrayList<>()).add(gradients.get(i));
      }
    }
  }

  private static Tensor orZeros(Tensor gradient, Tensor target) {
    return gradient == null ? Tensor.constant(0).expandLike(target) : gradient;
  }
}
