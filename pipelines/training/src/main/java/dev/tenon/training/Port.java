package dev.tenon.training;

import dev.tenon.experiment.Goal;
import java.util.List;

/**
 * Where a graph gives what is known of one of a model's outputs.
 *
 * @param prediction the name of the graph's output that holds the model's
 * @param loss the name of the graph's output that holds its loss
 */
record Port(String prediction, String loss) {
  /** Returns one port a goal: those of the whole graph, if there is only one. */
  static List<Port> of(List<Goal> goals) {
    if (goals.size() == 1) {
      return List.of(new Port(StepGraph.PREDICTION, StepGraph.LOSS));
    }
    return goals.stream()
        .map(
            goal ->
                new Port(
                    goal.output() + ":" + StepGraph.PREDICTION,
                    goal.output() + ":" + StepGraph.LOSS))
        .toList();
  }
}
