package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Updates by the mean gradient of several steps, as Keras's {@code gradient_accumulation_steps}.
 *
 * <p>For the gradients {@code g} of a parameter:
 *
 * <pre>
 * sum' = sum + g                               (sum is 0 at first)
 * in every steps-th step:  w' = optimizer(w, sum' / steps), then sum' = 0
 * in all others:           w' = w
 * </pre>
 *
 * <p>So a batch that does not fit into memory can be had in parts: with {@link Sgd}, and layers
 * that do not look at the batch as a whole, {@code steps} batches make the update of one that is as
 * large as all of them, but for rounding. The optimizer's state changes only in every {@code
 * steps}-th step, and the number of the step that it sees counts updates. Its rate is that of the
 * step in which it moves: a schedule counts all steps. What is left at the end of an epoch is
 * carried into the next one.
 *
 * <p>In the other steps the optimizer is computed in vain. {@link MovingAverage} goes around this,
 * not into it; {@link RateMultiplier} around this keeps no sums for what it freezes. Example:
 * {@code new GradientAccumulation(new Adam(), 8)}.
 *
 * @param optimizer moves the parameters
 * @param steps how many steps make an update, 1 or more
 */
public record GradientAccumulation(Optimizer optimizer, int steps) implements Optimizer {
  /** Checks the number. */
  public GradientAccumulation {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, got " + steps);
    }
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return updateAll(List.of(update)).get(0);
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    if (updates.isEmpty()) {
      return List.of();
    }
    Scope counters = updates.get(0).scope();
    Tensor gathered = counters.state("gathered", Shape.SCALAR, new Zeros()).add(1);
    Tensor before = counters.state("updates", Shape.SCALAR, new Zeros());
    Tensor due = gathered.equal(Tensor.constant(steps));
    counters.update("gathered", due.where(Tensor.constant(0), gathered));
    counters.update("updates", due.where(before.add(1), before));

    Map<String, String> standIns = Map.copyOf(counters.standIns());
    List<Update> means = updates.stream().map(u -> mean(u, due, before.add(1))).toList();
    List<Tensor> results = optimizer.updateAll(means);
    if (!counters.standIns().equals(standIns)) {
      throw new UserError(
          "an average of parameters cannot wait for gradients: put MovingAverage around"
              + " GradientAccumulation, not into it");
    }
    means.forEach(mean -> holdBack(mean.scope(), due));
    List<Tensor> next = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      next.add(due.where(results.get(i), updates.get(i).parameter()));
    }
    return next;
  }

  private Update mean(Update update, Tensor due, Tensor count) {
    Tensor sum = Moments.before(update, "gradient").add(update.gradient());
    update.scope().update("gradient", due.where(Tensor.constant(0), sum));
    String name = Contributions.snakeCase(optimizer.getClass().getSimpleName());
    Scope inner = update.scope().child(name);
    return new Update(inner, update.parameter(), sum.div(steps), update.rate(), count);
  }

  /** Leaves all state of a scope as it is unless an update is due. */
  private static void holdBack(Scope scope, Tensor due) {
    String prefix = scope.path() + "/";
    Map<String, Tensor> before =
        scope.variables().stream()
            .filter(variable -> variable.path().startsWith(prefix))
            .collect(Collectors.toMap(Variable::path, Variable::tensor));
    Map.copyOf(scope.updates())
        .forEach(
            (path, after) -> {
              if (before.containsKey(path)) {
                scope.update(path.substring(prefix.length()), due.where(after, before.get(path)));
              }
            });
  }
}
