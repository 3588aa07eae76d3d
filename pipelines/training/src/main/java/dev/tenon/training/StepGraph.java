package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.OptimizerStep;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * An experiment's training step, or its evaluation, as one graph; or the halves of a step, its
 * gradients and the update by them.
 *
 * <p>They take {@code image} (UINT8 {@code [N, height, width, channels]}) and {@code label} (INT64
 * {@code [N]}), and {@code weight} (FLOAT {@code [N]}) where the experiment uses sample weights;
 * they give {@code prediction} ({@code [N, classes]}) and carry the variables as inputs named by
 * their paths. The training graph also takes {@code step} (INT64, 1 in the first) and {@code
 * learning_rate} (FLOAT), gives the batch's mean {@code loss}, and one output {@code <path>:next}
 * for each variable that it changes. The evaluation graph gives each example's {@code loss} and
 * changes nothing.
 *
 * <p>A batch's loss is the mean over its examples of each one's loss times its weight and its
 * class's: the sum is divided by the number of examples, as by Keras's {@code sum_over_batch_size},
 * whatever the weights. Class weights have a part in training alone. What the experiment's
 * regularizers charge for parameters is added, in evaluation to the loss of each example.
 *
 * <p>Where the model has several outputs, {@code loss} is the weighted sum of theirs, and in place
 * of {@code prediction} there are {@code <output>:prediction} and {@code <output>:loss} of each.
 * Where it takes features, there is an input of each one's name, and where outputs are given other
 * targets than the label, {@code <target>:label}. Where images are mixed, training takes {@code
 * other_label} (INT64 {@code [N]}) and {@code label_share} (FLOAT {@code [N]}).
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

  /** The name of the input that holds their weights, where the experiment uses them. */
  public static final String WEIGHT = "weight";

  /** The name of the input that holds the labels of the rest of mixtures. */
  public static final String OTHER_LABEL = "other_label";

  /** The name of the input that holds the shares of the first labels of mixtures. */
  public static final String LABEL_SHARE = "label_share";

  /** The name of the input that holds the step's number. */
  public static final String STEP = "step";

  /** The name of the input that holds the learning rate. */
  public static final String LEARNING_RATE = "learning_rate";

  /** The name of the input that counts random draws, where it is not the step's number. */
  public static final String DRAW = "draw";

  /** The name of the output that holds the loss. */
  public static final String LOSS = "loss";

  /** The name of the output that holds the predictions. */
  public static final String PREDICTION = "prediction";

  /** Keeps its own copy of the list. */
  public StepGraph {
    variables = List.copyOf(variables);
  }

  /**
   * Emits the training step: the model, its loss, the gradients and the updates.
   *
   * @param experiment what is trained
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph training(Experiment experiment) {
    Tensor step = scalar(STEP);
    return training(experiment, List.of(step), step);
  }

  /**
   * Emits the training step for one of several workers, which also takes {@code draw} (INT64): what
   * is drawn at random depends on it instead of the step's number, so that workers who take the
   * same step draw differently.
   *
   * @param experiment what is trained
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph worker(Experiment experiment) {
    Tensor draw = scalar(DRAW);
    return training(experiment, List.of(scalar(STEP), draw), draw);
  }

  private static StepGraph training(Experiment experiment, List<Tensor> counts, Tensor draw) {
    Tensor rate = Tensor.input(LEARNING_RATE, DataType.FLOAT, Shape.SCALAR);
    Scope scope = Scope.training(experiment.seed(), draw);
    Forward forward = Forward.of(experiment, scope);
    Tensor loss = forward.loss();
    List<Variable> trainable = trainable(scope);
    List<Tensor> gradients = Gradients.of(loss, tensors(trainable));
    Map<String, Tensor> next =
        updates(experiment, scope, trainable, gradients, rate, counts.get(0));
    next.putAll(scope.updates());

    List<Variable> variables = scope.variables();
    Map<String, Tensor> outputs = forward.outputs(loss);
    List<Tensor> fed = new ArrayList<>(forward.fed());
    fed.addAll(counts);
    fed.add(rate);
    return new StepGraph(changing(fed, variables, next, outputs), variables, forward.classes());
  }

  /**
   * Emits the first half of a training step: the model, its loss and the gradients. It takes {@code
   * image}, {@code label} and {@code step}, which only random draws depend on, and gives {@code
   * loss}, {@code prediction}, an output {@code <path>:gradient} for each trainable parameter and
   * {@code <path>:next} for each state that the layers change. It changes nothing itself.
   *
   * @param experiment what is trained
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph gradients(Experiment experiment) {
    Tensor step = scalar(STEP);
    Scope scope = Scope.training(experiment.seed(), step);
    Forward forward = Forward.of(experiment, scope);
    Tensor loss = forward.loss();
    List<Variable> trainable = trainable(scope);
    List<Tensor> gradients = Gradients.of(loss, tensors(trainable));
    Map<String, Tensor> outputs = forward.outputs(loss);
    for (int i = 0; i < trainable.size(); i++) {
      outputs.put(gradient(trainable.get(i).path()), gradients.get(i));
    }
    scope.updates().forEach((path, value) -> outputs.put(next(path), value));
    List<Variable> variables = scope.variables();
    List<Tensor> fed = new ArrayList<>(forward.fed());
    fed.add(step);
    Graph graph = new Graph(inputs(fed, variables), outputs, kept(variables));
    return new StepGraph(graph, variables, forward.classes());
  }

  /**
   * Emits the second half of a training step: the optimizer's update. It takes {@code step}, {@code
   * learning_rate} and {@code <path>:gradient} for each trainable parameter, and carries the
   * parameters and the optimizer's slots; moving statistics have no part in it.
   *
   * @param experiment what is trained
   * @return the graph
   * @throws ShapeException if the model's parts do not fit
   */
  public static StepGraph update(Experiment experiment) {
    Tensor step = scalar(STEP);
    Tensor rate = Tensor.input(LEARNING_RATE, DataType.FLOAT, Shape.SCALAR);
    Scope scope = Scope.training(experiment.seed(), step);
    Forward forward = Forward.of(experiment, scope);
    Set<Variable> model = new HashSet<>(scope.variables());
    List<Variable> trainable = trainable(scope);
    List<Tensor> gradients =
        trainable.stream()
            .map(v -> Tensor.input(gradient(v.path()), DataType.FLOAT, v.tensor().shape()))
            .toList();
    Map<String, Tensor> next = updates(experiment, scope, trainable, gradients, rate, step);
    List<Variable> slots = scope.variables().stream().filter(v -> !model.contains(v)).toList();
    slots.stream()
        .filter(slot -> scope.updates().containsKey(slot.path()))
        .forEach(slot -> next.put(slot.path(), scope.updates().get(slot.path())));
    List<Variable> variables = Stream.concat(trainable.stream(), slots.stream()).toList();
    List<Tensor> fed = Stream.concat(Stream.of(step, rate), gradients.stream()).toList();
    Graph graph = changing(fed, variables, next, new LinkedHashMap<>());
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
    Map<String, Tensor> outputs = forward.outputs(forward.lossOfEach());
    Graph graph = new Graph(inputs(forward.fed(), variables), outputs, kept(variables));
    return new StepGraph(graph, variables, forward.classes());
  }

  /** Returns the states that stand for parameters in evaluation, by the parameters' paths. */
  static Map<String, String> standIns(Experiment experiment) {
    Tensor step = scalar(STEP);
    Tensor rate = Tensor.input(LEARNING_RATE, DataType.FLOAT, Shape.SCALAR);
    Scope scope = Scope.training(experiment.seed(), step);
    Forward.of(experiment, scope);
    List<Variable> trainable = trainable(scope);
    updates(experiment, scope, trainable, tensors(trainable), rate, step);
    return scope.standIns();
  }

  /** Returns the variables' types by path, in order. */
  Map<String, TensorType> types() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    variables.forEach(variable -> types.put(variable.path(), variable.tensor().type()));
    return types;
  }

  private static List<Variable> trainable(Scope scope) {
    return scope.variables().stream().filter(Variable::trainable).toList();
  }

  private static List<Tensor> tensors(List<Variable> variables) {
    return variables.stream().map(Variable::tensor).toList();
  }

  /** Emits the optimizer: each trainable parameter's new value by its path. */
  private static Map<String, Tensor> updates(
      Experiment experiment,
      Scope scope,
      List<Variable> trainable,
      List<Tensor> gradients,
      Tensor rate,
      Tensor step) {
    return new OptimizerStep(experiment.optimizer(), rate, step.cast(DataType.FLOAT))
        .emit(scope, trainable, gradients);
  }

  /** A graph of whose variables some become what they are next; the others stay as they are. */
  private static Graph changing(
      List<Tensor> fed,
      List<Variable> variables,
      Map<String, Tensor> next,
      Map<String, Tensor> outputs) {
    Map<String, String> carried = kept(variables);
    for (Variable variable : variables) {
      Tensor changed = next.get(variable.path());
      if (changed != null) {
        carried.put(variable.path(), next(variable.path()));
        outputs.put(next(variable.path()), changed);
      }
    }
    return new Graph(inputs(fed, variables), outputs, carried);
  }

  private static Map<String, String> kept(List<Variable> variables) {
    Map<String, String> carried = new LinkedHashMap<>();
    variables.forEach(variable -> carried.put(variable.path(), variable.path()));
    return carried;
  }

  private static Tensor scalar(String count) {
    return Tensor.input(count, DataType.INT64, Shape.SCALAR);
  }

  private static List<Tensor> inputs(List<Tensor> fed, List<Variable> variables) {
    List<Tensor> inputs = new ArrayList<>(fed);
    variables.forEach(variable -> inputs.add(variable.tensor()));
    return inputs;
  }

  /**
   * Returns the name of the input that holds another target than the label.
   *
   * @param name the target's name
   */
  public static String target(String name) {
    return name + ":" + LABEL;
  }

  /**
   * Returns the name of the output that holds a variable's next value.
   *
   * @param path the variable's path
   */
  public static String next(String path) {
    return path + ":next";
  }

  /**
   * Returns the name of what holds the loss's gradient for a parameter.
   *
   * @param path the parameter's path
   */
  public static String gradient(String path) {
    return path + ":gradient";
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
