package dev.tenon.experiment;

import dev.tenon.spi.History;
import dev.tenon.spi.Monitor;
import dev.tenon.spi.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks whether the parts of an experiment fit one another, before anything is read or computed.
 *
 * <p>The model is emitted for training and for evaluation, so that every shape is checked; the
 * optimizer is tried on its parameters, loss, metrics and schedule on what it makes, augmentations
 * on black images of its sizes. All problems are reported together.
 */
public final class Validation {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private final Experiment experiment;
  private final Problems problems = new Problems();

  private Validation(Experiment experiment) {
    this.experiment = experiment;
  }

  /**
   * Checks an experiment.
   *
   * @param experiment the experiment
   * @return all that is wrong, each with its path, such as {@code model.layers[3] (conv2d_1)}
   */
  public static Problems of(Experiment experiment) {
    Validation validation = new Validation(experiment);
    validation.checkNumbers();
    Map<String, Long> classes = new Emission(experiment, validation.problems).classes();
    new Trial(experiment, validation.problems).run();
    validation.checkSchedule();
    Demands demands = new Demands(experiment, validation.problems);
    demands.check(classes);
    validation.checkClassWeights(ofLabel(experiment, classes));
    if (validation.problems.isEmpty()) {
      demands.checkNames(validation.measured());
    }
    validation.checkMonitors();
    return validation.problems;
  }

  /**
   * Checks whether an experiment's model can tell the classes of its data apart.
   *
   * @param experiment an experiment that is valid otherwise
   * @param labels the names of the source's classes
   * @return all that is wrong
   */
  public static Problems of(Experiment experiment, List<String> labels) {
    Problems problems = of(experiment);
    OptionalLong classes = ofLabel(experiment, new Emission(experiment, problems).classes());
    if (labels.size() < 2) {
      problems.add(
          "data.training",
          "the source has "
              + (labels.isEmpty() ? "no classes" : "one class, " + labels.get(0))
              + ", and at least 2 are needed to learn anything");
    } else if (classes.isPresent() && classes.getAsLong() != labels.size()) {
      problems.add(
          "model",
          (experiment.model().outputs().isEmpty()
                  ? "the last layer predicts "
                  : "each output predicts ")
              + classes.getAsLong()
              + " classes and the source has "
              + labels.size()
              + " ("
              + String.join(", ", labels.subList(0, Math.min(labels.size(), 12)))
              + (labels.size() > 12 ? ", ..." : "")
              + "): let it have "
              + labels.size()
              + " units");
    }
    if (new HashSet<>(labels).size() < labels.size()) {
      problems.add("data.training", "the source has two classes of one name among " + labels);
    }
    return problems;
  }

  /** Returns how many classes the outputs that are given the label tell apart. */
  private static OptionalLong ofLabel(Experiment experiment, Map<String, Long> classes) {
    return Goal.of(experiment).stream()
        .filter(goal -> goal.isOfLabel() && classes.containsKey(goal.output()))
        .mapToLong(goal -> classes.get(goal.output()))
        .findFirst();
  }

  private void checkNumbers() {
    if (!NAME.matcher(experiment.name()).matches()) {
      problems.add(
          "name",
          "must be letters, digits, dashes, underscores and dots, and begin with none of dash and "
              + "dot, got '"
              + experiment.name()
              + "'");
    }
    if (experiment.epochs() < 1) {
      problems.add("epochs", "must be at least 1, got " + experiment.epochs());
    }
    if (experiment.batch() < 1) {
      problems.add("batch", "must be at least 1, got " + experiment.batch());
    }
    checkBatchFits(experiment.model().input());
    checkStrategy();
    double rate = experiment.optimizer().learningRate();
    if (!isRate(rate)) {
      problems.add("optimizer.learningRate", "must be positive and finite, got " + rate);
    }
  }

  private void checkStrategy() {
    if (experiment.strategy() instanceof Strategy.Synchronous synchronous
        && experiment.batch() % synchronous.slices() != 0) {
      problems.add(
          "strategy.slices",
          "must divide the batch of "
              + experiment.batch()
              + " into parts of one size, got "
              + synchronous.slices());
    }
  }

  /** A batch of images is one block of memory, whose bytes an int counts. */
  private void checkBatchFits(Input input) {
    double image = (double) input.height() * input.width() * input.channels();
    long most = (long) (Integer.MAX_VALUE / image);
    if (most < 1) {
      problems.add("model.input", "is too large: an image must be smaller than 2 GiB");
    } else if (experiment.batch() > most) {
      problems.add(
          "batch",
          "must be at most %d, so that its images fit into 2 GiB, got %d"
              .formatted(most, experiment.batch()));
    }
  }

  private void checkSchedule() {
    double initial = experiment.optimizer().learningRate();
    if (experiment.schedule().isEmpty() || !isRate(initial)) {
      return;
    }
    Progress start = new Progress(initial, 0, 100, 0, experiment.epochs(), History.EMPTY);
    try {
      double rate = experiment.schedule().get().rate(start);
      if (!isRate(rate)) {
        problems.add(
            "schedule", "must begin with a positive and finite learning rate, got " + rate);
      }
    } catch (RuntimeException e) {
      problems.add("schedule", "gives no learning rate for the first step: " + told(e));
    }
  }

  private static boolean isRate(double rate) {
    return rate > 0 && Double.isFinite(rate);
  }

  private void checkClassWeights(OptionalLong classes) {
    experiment
        .classWeights()
        .forEach(
            (label, weight) -> {
              String path = "classWeights." + label;
              if (label < 0 || label >= classes.orElse(Long.MAX_VALUE)) {
                problems.add(
                    path,
                    "there is no class "
                        + label
                        + (classes.isEmpty()
                            ? ""
                            : ": the model tells %d classes apart, 0 to %d"
                                .formatted(classes.getAsLong(), classes.getAsLong() - 1)));
              }
              if (!(weight >= 0 && Float.isFinite(weight.floatValue()))) {
                problems.add(path, "must be finite and 0 or more, got " + weight);
              }
            });
  }

  private void checkMonitors() {
    if (experiment.schedule().orElse(null) instanceof Record schedule) {
      checkMonitors("schedule", schedule);
    }
    for (int i = 0; i < experiment.listeners().size(); i++) {
      if (experiment.listeners().get(i) instanceof Record listener) {
        checkMonitors("listeners[" + i + "]", listener);
      }
    }
  }

  private void checkMonitors(String path, Record extension) {
    List<String> known = measured();
    for (String value : monitored(extension)) {
      if (known.contains(value)) {
        continue;
      }
      String training = value.startsWith("val_") ? value.substring(4) : value;
      problems.add(
          path,
          known.contains(training)
              ? "monitors "
                  + value
                  + ", and there is no validation data: give data.validation or "
                  + "data.validationSplit, or monitor "
                  + training
              : "monitors '"
                  + value
                  + "', which is not measured"
                  + Nearest.hint(value, known, "there are " + String.join(", ", known)));
    }
  }

  /** The names of the values that every epoch's history will have. */
  private List<String> measured() {
    List<String> training =
        Stream.concat(Stream.of("loss"), experiment.metricNames().stream()).toList();
    List<String> names = new ArrayList<>(training);
    if (experiment.data().isValidated()) {
      training.forEach(name -> names.add("val_" + name));
    }
    names.add("learning_rate");
    return names;
  }

  /** Finds monitors among a record's components: of that type, or texts of that name. */
  private static List<String> monitored(Record extension) {
    Schema schema = Schema.of(extension.getClass());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < schema.components().size(); i++) {
      Object value = schema.value(extension, i);
      if (value instanceof Monitor monitor) {
        found.add(monitor.value());
      } else if (value instanceof String name && schema.names().get(i).equals("monitor")) {
        found.add(name);
      } else if (value instanceof Record nested) {
        found.addAll(monitored(nested));
      }
    }
    return found;
  }

  static String told(RuntimeException e) {
    return Objects.requireNonNullElseGet(e.getMessage(), e::toString);
  }
}
