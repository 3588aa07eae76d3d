package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Metric;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What an experiment asks of one of its model's outputs.
 *
 * @param output the output's name
 * @param loss its loss
 * @param weight the factor of its loss in the sum that training minimises
 * @param metrics what is measured of it besides the loss
 * @param target the name of the example's target that it is given, {@link Head#LABEL} for its label
 */
public record Goal(String output, Loss loss, double weight, List<Metric> metrics, String target) {
  /** Keeps its own copy of the list. */
  public Goal {
    metrics = List.copyOf(metrics);
  }

  /**
   * Lists the goals of an experiment.
   *
   * @param experiment the experiment
   * @return one goal for each of its model's outputs, in order
   */
  public static List<Goal> of(Experiment experiment) {
    return experiment.model().outputNames().stream().map(name -> of(experiment, name)).toList();
  }

  private static Goal of(Experiment experiment, String output) {
    Head head =
        experiment.heads().stream()
            .filter(one -> one.output().equals(output))
            .findFirst()
            .orElseGet(() -> new Head(output));
    return new Goal(
        output,
        head.loss().orElse(experiment.loss()),
        head.weight(),
        head.metrics().orElse(experiment.metrics()),
        head.target());
  }

  /**
   * Lists the targets that an experiment's outputs are given besides the label.
   *
   * @param experiment the experiment
   * @return their names, each once, in order
   */
  public static List<String> targets(Experiment experiment) {
    return of(experiment).stream()
        .filter(goal -> !goal.isOfLabel())
        .map(Goal::target)
        .distinct()
        .toList();
  }

  /** Returns where something is asked: in the output's own head, if that says it, or of all. */
  String place(Experiment experiment, String part, Predicate<Head> says) {
    List<Head> heads = experiment.heads();
    return IntStream.range(0, heads.size())
        .filter(i -> heads.get(i).output().equals(output) && says.test(heads.get(i)))
        .mapToObj(i -> "heads[" + i + "]." + part)
        .findFirst()
        .orElse(part);
  }

  /** Tells whether the output is given the example's label. */
  public boolean isOfLabel() {
    return target.equals(Head.LABEL);
  }

  /**
   * Adds up the losses of all outputs: {@code sum(weight * loss)}, in order.
   *
   * @param goals the goals
   * @param losses one tensor a goal, all of one shape
   * @return the sum, of that shape
   */
  public static Tensor total(List<Goal> goals, List<Tensor> losses) {
    Tensor total = goals.get(0).weighted(losses.get(0));
    for (int i = 1; i < goals.size(); i++) {
      total = total.add(goals.get(i).weighted(losses.get(i)));
    }
    return total;
  }

  private Tensor weighted(Tensor losses) {
    return weight == 1 ? losses : losses.mul(weight);
  }
}
