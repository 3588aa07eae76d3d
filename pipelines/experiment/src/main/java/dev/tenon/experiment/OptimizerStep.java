package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of an optimizer in a graph.
 *
 * @param optimizer the optimizer
 * @param rate the learning rate, a scalar
 * @param count the number of the step, a scalar float, 1 in the first
 */
public record OptimizerStep(Optimizer optimizer, Tensor rate, Tensor count) {
  /**
   * Emits the step.
   *
   * @param scope the root scope, in which the optimizer's state has paths that begin with its name
   * @param parameters what the optimizer moves
   * @param gradients the loss's gradient for each of them
   * @return each parameter's next value by its path, in order
   */
  public Map<String, Tensor> emit(Scope scope, List<Variable> parameters, List<Tensor> gradients) {
    String name = Contributions.snakeCase(optimizer.getClass().getSimpleName());
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Scope slots = scope.child(name);
      for (String part : parameters.get(i).path().split("/")) {
        slots = slots.child(part);
      }
      Tensor parameter = parameters.get(i).tensor();
      updates.add(new Update(slots, parameter, gradients.get(i), rate, count));
    }
    List<Tensor> values = optimizer.updateAll(updates);
    Map<String, Tensor> next = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      next.put(parameters.get(i).path(), values.get(i));
    }
    return next;
  }
}
