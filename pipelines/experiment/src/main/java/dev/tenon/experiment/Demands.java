package dev.tenon.experiment;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks what a model takes of examples, and what is asked of its outputs.
 *
 * @param experiment the experiment
 * @param problems takes what is wrong
 */
record Demands(Experiment experiment, Problems problems) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private static final String PROBABILITIES = "probabilities";

  /** What else layers, and graphs' inputs and outputs, are called by. */
  private static final Set<String> TAKEN =
      Set.of(
          Placement.INPUT,
          Model.IMAGE,
          "label",
          "weight",
          "other_label",
          "label_share",
          "step",
          "draw",
          "learning_rate",
          "loss",
          "prediction",
          PROBABILITIES);

  /**
   * Checks what is asked of outputs, all but the names of results.
   *
   * @param classes how many classes each output tells apart, as far as that is known
   */
  void check(Map<String, Long> classes) {
    checkOutputs();
    checkHeads();
    checkTargets();
    checkMetrics(classes);
  }

  private void checkMetrics(Map<String, Long> classes) {
    checkDistinct("metrics", experiment.metrics());
    List<Head> heads = experiment.heads();
    for (int i = 0; i < heads.size(); i++) {
      checkDistinct("heads[" + i + "].metrics", heads.get(i).metrics().orElse(List.of()));
    }
    for (Goal goal : Goal.of(experiment)) {
      Long count = classes.get(goal.output());
      String path = goal.place(experiment, "metrics", head -> head.metrics().isPresent());
      for (int i = 0; count != null && i < goal.metrics().size(); i++) {
        checkMetric(path + "[" + i + "]", goal.metrics().get(i), Math.toIntExact(count));
      }
    }
  }

  private void checkDistinct(String path, List<Metric> metrics) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      String name = Score.name(metrics.get(i));
      if (!seen.add(name)) {
        problems.add(
            path + "[" + i + "]", "there is another " + name + "; each may be measured once");
      }
    }
  }

  /** Checks what the model takes besides its image; it can be emitted only if that is sound. */
  void checkFeatures() {
    List<NamedInput> features = experiment.model().features();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i).name();
      String path = "model.features[" + i + "].name";
      checkFeature(path, name);
      if (!seen.add(name)) {
        problems.add(path, "there is another " + name + "; give each feature once");
      }
      long bytes = features.get(i).type().shape().bind(1).size();
      if (bytes * experiment.batch() > Integer.MAX_VALUE / Float.BYTES) {
        problems.add(
            "batch", "must be smaller, so that " + name + " of all its examples fits into 2 GiB");
      }
    }
  }

  private void checkFeature(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          path,
          "must be letters, digits, dashes, underscores and dots, and begin with none of dash and "
              + "dot, got '"
              + name
              + "'");
    } else if (TAKEN.contains(name)) {
      problems.add(
          path, "cannot be " + name + ", which stands for something else; name it otherwise");
    }
  }

  private void checkTargets() {
    for (int i = 0; i < experiment.heads().size(); i++) {
      String target = experiment.heads().get(i).target();
      if (!NAME.matcher(target).matches()) {
        checkFeature("heads[" + i + "].target", target);
      }
    }
    List<Goal> goals = Goal.of(experiment);
    if (!goals.isEmpty() && !goals.get(0).isOfLabel()) {
      problems.add(
          "heads",
          "give the first output, "
              + goals.get(0).output()
              + ", the target "
              + goals.get(0).target()
              + "; it is the one whose classes the source names, so give it the label and another "
              + "output that target");
    }
  }

  private void checkHeads() {
    List<String> outputs = experiment.model().outputNames();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < experiment.heads().size(); i++) {
      String name = experiment.heads().get(i).output();
      String path = "heads[" + i + "].output";
      if (!outputs.contains(name)) {
        String existing =
            (outputs.size() == 1 ? "the output is " : "the outputs are ")
                + String.join(", ", outputs);
        problems.add(
            path, "the model has no output '" + name + "'" + Nearest.hint(name, outputs, existing));
      } else if (!seen.add(name)) {
        problems.add(path, "there is another head of '" + name + "'; give an output one at most");
      }
    }
    List<Goal> goals = Goal.of(experiment);
    if (!goals.isEmpty() && goals.stream().allMatch(goal -> goal.weight() == 0)) {
      problems.add("heads", "give all outputs the weight 0; one at least must be trained");
    }
  }

  /**
   * Checks that no two results have one name.
   *
   * @param measured the names of all results
   */
  void checkNames(List<String> measured) {
    List<String> outputs = experiment.model().outputNames();
    Set<String> seen = new HashSet<>();
    for (String name : outputs.size() < 2 ? List.<String>of() : measured) {
      if (!seen.add(name)) {
        problems.add(
            "model.outputs",
            "two results would be called " + name + "; give the layers other names");
      }
    }
  }

  /** Several outputs have their names in results and in the exported model. */
  private void checkOutputs() {
    List<String> outputs = experiment.model().outputNames();
    for (int i = 0; outputs.size() > 1 && i < outputs.size(); i++) {
      String name = outputs.get(i);
      if (name.equals("val") || name.startsWith("val_")) {
        refuseOutput(i, name, "which results on validation data begin with");
      } else if (name.equals(Model.IMAGE)) {
        refuseOutput(i, name, "as the exported model's input is");
      } else if (name.equals(PROBABILITIES)) {
        refuseOutput(i, name, "as an exported model's only output is");
      }
    }
  }

  private void refuseOutput(int index, String name, String why) {
    problems.add(
        "model.outputs[" + index + "]",
        "cannot be named " + name + ", " + why + "; give the layer another name");
  }

  private void checkMetric(String path, Metric metric, int classes) {
    float[] prediction = new float[classes];
    Arrays.fill(prediction, 1f / classes);
    try {
      metric.empty().add(new Outcome(prediction, 0, 1)).value();
    } catch (RuntimeException e) {
      problems.add(path, "cannot measure " + classes + " classes: " + Validation.told(e));
    }
    if (metric instanceof Record fields) {
      Schema schema = Schema.of(fields.getClass());
      int k = schema.names().indexOf("k");
      if (k >= 0 && schema.value(fields, k) instanceof Integer most && most > classes) {
        problems.add(
            path + ".k", "must be at most the number of classes, " + classes + ", got " + most);
      }
    }
  }
}
