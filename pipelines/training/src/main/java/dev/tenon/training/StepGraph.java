package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Update;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * An experiment's training step, or its evaluation, as one graph.
 *
 * <p>Both take {@code image} (UINT8 {@code [N, height, width, channels]}) and {@code label} (INT64
 * {@code [N]}), give {@code prediction} ({@code [N, classes]}) and carry the variables as inputs
 * named by their paths. The training graph also takes {@code step} (INT64, 1 in the first) and
 * {@code learning_rate} (FLOAT), gives the batch's mean {@code loss}, and one output {@code
 * <path>:next} for each variable that it changes. The evaluation graph gives each example's {@code
 * loss} and changes nothing.
 *
 * @param graph the graph
 * @param variables what lives on between runs, in order: parameters and moving statistics, and in
 *     the training graph the optimizer's slots
 * @param classes the number of classes predicted
 */
public record StepGraph(Graph graph, List<Variable> variables, int classes) {
  /** The name of the input that holds a batch of images. */
  public static final String IMAGE = "image";

  /** The name of the input that holds their labels. */
  public static final String LABEL = "label";

  /** The name of the input that holds the step's number. */
  public static final String STEP = "step";

  /** The name of the input that holds the learning rate. */
  public static final String LEARNING_RATE = "learning_rate";

  /** The name of the output that holds the loss. */
  public static final String LOSS = "loss";

  /** The name of the output that holds the predictions. */
  public static final String PREDICTION = "prediction";

  /** Keeps its own copy of the list. */
  public StepGraph {
    variables = List.copyOf(variables);
  }

  /** A model's output and each example's loss, emitted in a scope. */
  private record Forward(Tensor image, Tensor label, Tensor prediction, Tensor losses) {
    static Forward of(Experiment experiment, Scope scope) {
      Tensor image = Tensor.input(IMAGE, DataType.UINT8, experiment.model().input().shape());
      Tensor label = Tensor.input(LABEL, DataType.INT64, Shape.of(Shape.BATCH));
      Tensor prediction = experiment.model().apply(scope, image);
      Shape shape = prediction.shape();
      if (shape.rank() != 2 || shape.dim(0) != Shape.BATCH) {
        throw new ShapeException(
            "the model must end in one row of classes an image, [N, classes], got " + shape);
      }
      Tensor losses = scope.within(LOSS, inner -> experiment.loss().apply(prediction, label));
      if (!losses.shape().equals(label.shape())) {
        throw new ShapeException("a loss must be [N], one number an image, got " + losses.shape());
      }
      return new Forward(image, label, prediction, losses);
    }

    int classes() {
      return Math.toIntExact(prediction.shape().last());
    }
  }

  /**
   * Emits the training step: the model, its loss, the gradients and the updates.
   *
   * @param experiment what is trained
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph training(Experiment experiment) {
    Tensor step = Tensor.input(STEP, DataType.INT64, Shape.SCALAR);
    Tensor rate = Tensor.input(LEARNING_RATE, DataType.FLOAT, Shape.SCALAR);
    Scope scope = Scope.training(experiment.seed(), step);
    Forward forward = Forward.of(experiment, scope);
    Tensor loss = forward.losses.reduceMean(false);
    Map<String, Tensor> next = updates(experiment, scope, loss, rate, step);
    next.putAll(scope.updates());

    List<Variable> variables = scope.variables();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(LOSS, loss);
    outputs.put(PREDICTION, forward.prediction);
    Map<String, String> carried = new LinkedHashMap<>();
    for (Variable variable : variables) {
      Tensor changed = next.get(variable.path());
      carried.put(variable.path(), changed == null ? variable.path() : next(variable.path()));
      if (changed != null) {
        outputs.put(next(variable.path()), changed);
      }
    }
    List<Tensor> fed = List.of(forward.image, forward.label, step, rate);
    Graph graph = new Graph(inputs(fed, variables), outputs, carried);
    return new StepGraph(graph, variables, forward.classes());
  }

  /**
   * Emits the evaluation: the model as it is used, and its loss.
   *
   * @param experiment what is evaluated
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph evaluation(Experiment experiment) {
    Scope scope = Scope.evaluation();
    Forward forward = Forward.of(experiment, scope);
    List<Variable> variables = scope.variables();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(LOSS, forward.losses);
    outputs.put(PREDICTION, forward.prediction);
    Map<String, String> carried = new LinkedHashMap<>();
    variables.forEach(variable -> carried.put(variable.path(), variable.path()));
    List<Tensor> fed = List.of(forward.image, forward.label);
    Graph graph = new Graph(inputs(fed, variables), outputs, carried);
    return new StepGraph(graph, variables, forward.classes());
  }

  /** Emits the optimizer: each trainable parameter's new value by its path. */
  private static Map<String, Tensor> updates(
      Experiment experiment, Scope scope, Tensor loss, Tensor rate, Tensor step) {
    List<Variable> trainable = scope.variables().stream().filter(Variable::trainable).toList();
    List<Tensor> parameters = trainable.stream().map(Variable::tensor).toList();
    List<Tensor> gradients = Gradients.of(loss, parameters);
    String name = Contributions.snakeCase(experiment.optimizer().getClass().getSimpleName());
    Tensor count = step.cast(DataType.FLOAT);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < trainable.size(); i++) {
      Scope slots = scope.child(name);
      for (String part : trainable.get(i).path().split("/")) {
        slots = slots.child(part);
      }
      updates.add(new Update(slots, parameters.get(i), gradients.get(i), rate, count));
    }
    List<Tensor> values = experiment.optimizer().updateAll(updates);
    Map<String, Tensor> next = new LinkedHashMap<>();
    for (int i = 0; i < trainable.size(); i++) {
      next.put(trainable.get(i).path(), values.get(i));
    }
    return next;
  }

  private static List<Tensor> inputs(List<Tensor> fed, List<Variable> variables) {
    List<Tensor> inputs = new ArrayList<>(fed);
    variables.forEach(variable -> inputs.add(variable.tensor()));
    return inputs;
  }

  private static String next(String path) {
    return path + ":next";
  }

  /**
   * Returns the variables' first values: each depends on the seed and its own path alone.
   *
   * @param seed the experiment's seed
   * @return the values by path, in order
   */
  public Map<String, NDArray> initialValues(long seed) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Variable variable : variables) {
      Shape shape = variable.tensor().shape();
      RandomGenerator random = Seeds.random(seed, "init", variable.path());
      float[] first = variable.initializer().values(shape, random);
      if (first.length != shape.size()) {
        throw new ShapeException(
            variable.path()
                + " "
                + shape
                + " needs "
                + shape.size()
                + " first values, got "
                + first.length);
      }
      values.put(variable.path(), NDArray.floats(shape, first));
    }
    return values;
  }
}
