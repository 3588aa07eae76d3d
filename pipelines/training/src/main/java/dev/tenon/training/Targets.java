package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The targets that a model's outputs are given besides the label.
 *
 * @param classes how many classes the outputs tell apart, by the target's name
 */
public record Targets(Map<String, Integer> classes) {
  /**
   * Returns the targets of an experiment.
   *
   * @param experiment a valid experiment
   * @return its targets, none if all outputs are given the label
   */
  public static Targets of(Experiment experiment) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    if (!Goal.targets(experiment).isEmpty()) {
      List<Goal> goals = Goal.of(experiment);
      List<Port> ports = Port.of(goals);
      StepGraph graph = StepGraph.evaluation(experiment);
      for (int i = 0; i < goals.size(); i++) {
        if (!goals.get(i).isOfLabel()) {
          long last = graph.graph().outputs().get(ports.get(i).prediction()).shape().last();
          classes.put(goals.get(i).target(), Math.toIntExact(last));
        }
      }
    }
    return new Targets(classes);
  }

  /**
   * Tells why an example cannot be used.
   *
   * @param given the example's targets
   * @return what is missing or out of range; empty if nothing is
   */
  public Optional<String> whyNot(Map<String, Integer> given) {
    return classes.entrySet().stream()
        .flatMap(wanted -> whyNot(wanted.getKey(), wanted.getValue(), given).stream())
        .findFirst();
  }

  private static Optional<String> whyNot(String name, int classes, Map<String, Integer> given) {
    Integer index = given.get(name);
    if (index == null) {
      return Optional.of(
          "an output is given the target "
              + name
              + ", and the record has "
              + (given.isEmpty() ? "none" : "only " + String.join(", ", given.keySet())));
    }
    return index >= 0 && index < classes
        ? Optional.empty()
        : Optional.of(
            "the target "
                + name
                + " is "
                + index
                + ", and the model tells "
                + classes
                + " classes of it apart, 0 to "
                + (classes - 1));
  }
}
